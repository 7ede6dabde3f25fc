# Answers of R's glm to the segmented model: reads the months of sicily.csv, writes a line a model.
about <- commandArgs(trailingOnly = TRUE)
d <- read.csv(about[1])
d$time <- seq_len(nrow(d)) - 1
d$since <- as.numeric(d$month >= "2005-01")
d$later <- d$since * (d$time - 36)
turn <- function(k) 2 * pi * k * d$time / 12
season <- ~ . + sin(turn(1)) + cos(turn(1)) + sin(turn(2)) + cos(turn(2))
plain <- events ~ offset(log(standard_population)) + I(time - 36) + since
models <- list(step = plain, season = update(plain, season), slope = update(update(plain, season), ~ . + later))
lines <- lapply(names(models), function(name) {
  fit <- glm(models[[name]], family = quasipoisson, data = d, control = list(epsilon = 1e-12))
  told <- summary(fit)
  answer <- function(which) if (which %in% rownames(told$coefficients)) told$coefficients[which, 1:2] else c(NA, NA)
  data.frame(model = name, step = answer("since")[1], step_error = answer("since")[2],
    slope = answer("later")[1], slope_error = answer("later")[2], dispersion = told$dispersion)
})
write.csv(do.call(rbind, lines), about[2], row.names = FALSE, na = "")
