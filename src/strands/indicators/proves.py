"""How each number of the indicators is worked from the returned counts it rests on, or why it is by no
formula: what is simulated, or tries every order of the counts.
"""

MODELS = ("trends",)
_SIMULATED = "series like it were simulated by the thousand, which no formula does"
_ORDERS = "every order of the counts was tried, or a drawn part of them, which no formula does"
_SIGNS = "the mean was worked again for every choice of signs, which no formula does"
_SILENT = "it counts numbers that did not come, and no cell holds one"
_REFIT = "each quarter was left out in turn with an error of its own, which is not laid out here"
_WAYS = "the model of shares is not laid out in cells"
_LADDER = """
            IF({high}<1,IF(AND({planned},{holm}<0.05),"decrease","possible decrease"),
            IF({low}>1,IF(AND({planned},{holm}<0.05),"increase","possible increase"),
            IF(ISNUMBER({given.margin}),IF(AND({low}>=1/(1+{given.margin}),
            {high}<=1+{given.margin}),"stable","cannot tell"),"cannot tell")))
"""


def _verdict(change: str, holm: str) -> str:
    """The ladder of wording over the interval of a change."""
    return (
        _LADDER.replace("{low}", f"{{{change}.low}}")
        .replace("{high}", f"{{{change}.high}}")
        .replace("{holm}", f"{{{holm}.estimate}}")
        .replace("{planned}", '{series.planned}="yes"')
        .strip()
    )


FORMULAS = {
    "findings": f"""
        returned:: x = COUNT({{cells}}); n = COUNT({{cells}})+SUM({{each not_returned.x}})
        not_returned | left_out:: all: {_SILENT}
        level:: estimate = AVERAGE({{cells}}); low = MIN({{cells}}); high = MAX({{cells}});
            n = COUNT({{cells}})
        first_to_last:: estimate = {{last}}/{{first}}; n = COUNT({{cells}})
        tier:: estimate = (COUNT({{cells}})>=4)+(COUNT({{cells}})>=5)+(COUNT({{cells}})>=8)+(COUNT({{cells}})>=12)+(COUNT({{cells}})>=24);
            n = COUNT({{cells}})
        dispersion:: estimate = {{trend.kind}}; n = COUNT({{cells}})
        dispersion_of_its_own:: estimate = {{trend.own}}; n = COUNT({{cells}})
        trend_per_quarter:: estimate = EXP({{trend.slope}});
            low = EXP({{trend.slope}}-{{trend.reach}}*{{trend.error}});
            high = EXP({{trend.slope}}+{{trend.reach}}*{{trend.error}}); n = COUNT({{cells}});
            score = {{trend.moved}}
        trend_over_span:: estimate = EXP({{trend.span}}*{{trend.slope}});
            low = EXP({{trend.span}}*({{trend.slope}}-{{trend.reach}}*{{trend.error}}));
            high = EXP({{trend.span}}*({{trend.slope}}+{{trend.reach}}*{{trend.error}}));
            n = COUNT({{cells}})
        trend_p:: estimate = {{trend.p}}; n = COUNT({{cells}})
        trend_p_holm:: estimate = {{trends.holm}}; n = COUNT({{cells}})
        trend_p_bh:: estimate = {{trends.bh}}; n = COUNT({{cells}})
        permutation_p:: estimate: {_ORDERS}; n = COUNT({{cells}})
        leave_one_out:: estimate = EXP({{trend.slope}}); low = EXP(MIN({{trend.without}}));
            high = EXP(MAX({{trend.without}})); n = COUNT({{cells}})
        rests_on:: x: {_REFIT}; n = COUNT({{cells}})
        year_apart:: estimate = {{trend.apart}}; low = {{trend.apart_low}};
            high = {{trend.apart_high}}; n = {{trend.apart_n}}
        detectable_change:: estimate: {_SIMULATED}; low = 1/{{estimate}}; high = {{estimate}};
            n = COUNT({{cells}})
        seen_at_margin:: estimate: {_SIMULATED}; low = 1/(1+{{given.margin}});
            high = 1+{{given.margin}}; n = COUNT({{cells}})
        trend allowed:: low = MIN({{trend.allowed}}); high = MAX({{trend.allowed}});
            n = COUNT({{cells}})
        trend shown:: low = MIN({{trend.shown}}); high = MAX({{trend.shown}}); n = COUNT({{cells}})
        verdict:: verdict = {_verdict("trend_over_span", "trend_p_holm")}
            else IF(COUNT({{cells}})<5,"too few quarters","cannot tell"); n = COUNT({{cells}})
        fingerprint:: estimate = MEDIAN({{indicator=assessment / indicator=referral by quarter}});
            low = MIN({{indicator=assessment / indicator=referral by quarter}});
            high = MAX({{indicator=assessment / indicator=referral by quarter}});
            n = COUNT({{cells indicator=referral}})
        tests_run:: estimate = COUNT({{trends.ps}})+COUNT({{series.permutation}});
            n = COUNT({{trends.ps}})
        trend_tests:: estimate, n = COUNT({{trends.ps}})
        below_0.05_unadjusted:: estimate = COUNTIF({{trends.ps}},"<0.05"); n = COUNT({{trends.ps}})
        below_0.05_holm:: estimate = COUNTIF({{trends.holms}},"<0.05"); n = COUNT({{trends.ps}})
        below_0.05_benjamini_hochberg:: estimate = COUNTIF({{trends.bhs}},"<0.05");
            n = COUNT({{trends.ps}})
        below_0.05_permutation:: estimate = COUNTIF({{series.permutation}},"<0.05");
            n = COUNT({{trends.ps}})
        years_apart:: x = COUNTIF({{series.low}},">1")+COUNTIF({{series.high}},"<1");
            n = COUNT({{series.low}})
        two_successive_falls:: n = COUNT({{series.c3}});
            x = SUMPRODUCT(({{series.c1}}>{{series.c2}})*({{series.c2}}>{{series.c3}}))
        two_successive_rises:: n = COUNT({{series.c3}});
            x = SUMPRODUCT(({{series.c1}}<{{series.c2}})*({{series.c2}}<{{series.c3}}))
        step | slope_since | step_p | slope_since_p | step_p_holm | step_detectable | step_verdict | step_dispersion | gone_on | steps_tested::
            all: the model of a step at joining is not laid out in cells
    """,
    "together": f"""
        borough_change:: estimate = EXP({{change.e}});
            low = EXP({{change.e}}-{{change.t}}*{{change.w}});
            high = EXP({{change.e}}+{{change.t}}*{{change.w}}); x = SUM({{cells}});
            n = COUNT({{cells}})
        together_change:: estimate = EXP({{mean.mean}});
            low = EXP({{mean.mean}}-{{mean.reach}}*{{mean.error}});
            high = EXP({{mean.mean}}+{{mean.reach}}*{{mean.error}}); x = {{mean.steps}};
            n = {{mean.k}}
        together_p:: estimate = {{mean.p}}; n = {{mean.k}}
        together_p_holm:: estimate = {{means.holm}}; n = {{mean.k}}
        sign_flip_p:: estimate: {_SIGNS}; n = {{mean.k}}
        reordered_p:: estimate: {_ORDERS}; n = {{mean.k}}
        another_borough:: estimate = EXP({{mean.mean}});
            low = EXP({{mean.mean}}-{{mean.reach}}*{{mean.other}});
            high = EXP({{mean.mean}}+{{mean.reach}}*{{mean.other}}); n = {{mean.k}}
        between_boroughs:: estimate = {{mean.i2}}; n = {{mean.k}}
        differ_p:: estimate = {{mean.differ}}; n = {{mean.k}}
        without_borough:: estimate = EXP({{without.mean}});
            low = EXP({{without.mean}}-{{without.reach}}*{{without.error}});
            high = EXP({{without.mean}}+{{without.reach}}*{{without.error}}); n = {{without.k}}
        together_rests_on:: x = IF({{mean.p}}<0.05,COUNTIF({{without.ps}},">=0.05"),0);
            n = {{mean.k}}
        together_detectable:: estimate: {_SIMULATED}; low = 1/{{estimate}}; high = {{estimate}};
            n = {{mean.k}}
        together_seen_at_margin:: estimate: {_SIMULATED}; low = 1/(1+{{given.margin}});
            high = 1+{{given.margin}}; n = {{mean.k}}
        together_verdict:: verdict = {_verdict("together_change", "together_p_holm")};
            n = {{mean.k}}; x: how many boroughs have a slope, fewer than have a mean
        together_tests:: estimate, n = COUNT({{means.ps}}); x = COUNTIF({{means.ps}},"<0.05")
    """,
    "re_referrals": f"""
        share:: estimate = {{x}}/{{n}};
            low = SHARE_LOW; high = SHARE_HIGH;
            x = SUM({{cells measure=re_referrals}}); n = SUM({{cells measure=referrals}})
        change | change in points | relative change | dispersion | p | p (Holm) | least change | least change in points | trend allowed | trend shown | first to last | verdict | tests | quarters used::
            all: {_WAYS}
    """,
    "elsewhere": """
        elsewhere:: x = {first}; n = {last}; estimate = {n}/{x}
    """,
}
