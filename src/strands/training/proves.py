"""How each number of training is worked from the cells it rests on: blocks and attendances as returned."""

MODELS = ()
_DUE = "how many numbers were due follows from who was a member and what was offered"
FORMULAS = {
    "findings": f"""
        total:: estimate = SUM({{cells}}); x = COUNT({{cells}}); n: {_DUE}
        attended | attended in all:: estimate, x = SUM({{cells}}); n = {{attended in all.x with borough=}}
        per_month:: estimate, low = {{total.estimate}}/{{months.most}};
            high = {{total.estimate}}/{{months.least}}; x = {{total.x}}; n: {_DUE}
        per_block:: estimate = {{total.estimate}}/{{total.estimate with last=blocks}}
        beyond_boroughs::
            estimate = {{total.estimate}}-{{total.estimate with borough=boroughs listed}}
        change in total::
            estimate, low, high = {{total.estimate}}/{{total.estimate with when=reading}}
        change in per_block::
            estimate, low, high = {{per_block.estimate}}/{{per_block.estimate with when=reading}}
        change in per_month:: low = {{per_month.low}}/{{per_month.high with when=reading}};
            high = {{per_month.high}}/{{per_month.low with when=reading}}
        direction:: estimate = (MAX({{change in total.low?, change in total.high?,
            change in per_month.low?, change in per_month.high?, change in per_block.low?,
            change in per_block.high?}})>1)+(MIN({{change in total.low?, change in total.high?,
            change in per_month.low?, change in per_month.high?, change in per_block.low?,
            change in per_block.high?}})<1)
    """,
}
