# Answers of metafor (Viechtbauer 2010) to sets of effects: reads `set,effect,variance` from the first
# file named, writes an answer a set to the second.
suppressMessages(library(metafor))
about <- commandArgs(trailingOnly = TRUE)
given <- read.csv(about[1])
answers <- lapply(split(given, given$set), function(one) {
  fit <- rma(one$effect, one$variance, method = "PM", test = "adhoc", control = list(tol = 1e-12, maxiter = 1000))
  beyond <- predict(fit)
  without <- leave1out(fit)
  data.frame(
    set = one$set[1], mean = fit$b[1], error = fit$se, low = fit$ci.lb, high = fit$ci.ub, p = fit$pval,
    tau2 = fit$tau2, i2 = fit$I2 / 100, predicted_low = beyond$pi.lb, predicted_high = beyond$pi.ub,
    least_without = min(without$estimate), most_without = max(without$estimate)
  )
})
write.csv(do.call(rbind, answers), about[2], row.names = FALSE)
