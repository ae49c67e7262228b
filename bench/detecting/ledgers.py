"""Clean payment lists and contract registers, and the faults planted in them."""

from __future__ import annotations

from random import Random

from bench.detecting.clean import MAKERS, Json, Row
from bench.detecting.planting import plant, put
from bench.detecting.topics import PLACES, TOPICS

PAYMENTS, CONTRACTS = "payment_list", "contract_list"
TERMS = (
    "签订后十日内付30%，余款验收合格后付清", "按月考核，次月15日前支付", "凭发票和验收单一次付清",
    "进度款按监理确认的70%支付，结算审定后付至97%，3%作质保金", "货到验收后20个工作日内付款",
)  # fmt: skip
LOOSE = ("按实际情况支付", "双方协商", "另行约定", "视资金情况安排", "根据需要及时付款", "按甲方要求支付")


def payment_list(chance: Random, key: str) -> Json:
    """Give a department's payments of a whole year, evenly spent; some pass through a street."""
    items: list[Row] = []
    for number in range(chance.randint(2, 5)):
        code = f"{key}-{number}"
        for month in range(1, 13):
            amount = chance.randint(80, 120)
            items.append(_paid(chance, code, month, amount))
        if chance.random() < 0.4:
            items += [
                {**_paid(chance, code, 2, 100), "kind": "拨给下级", "level": "街镇"},
                {**_paid(chance, code, 5, chance.randint(85, 100)), "kind": "下级付出", "level": "街镇"},
            ]
    return {**_head(PAYMENTS, key, chance), "items": items}


def contract_list(chance: Random, key: str) -> Json:
    """Give a register of contracts in which nothing is missing."""
    return {
        **_head(CONTRACTS, key, chance),
        "items": [_contract(chance, key, n) for n in range(chance.randint(2, 6))],
    }


MAKERS[PAYMENTS], MAKERS[CONTRACTS] = payment_list, contract_list


def _head(form: str, key: str, chance: Random) -> Json:
    name = chance.choice(PLACES) + chance.choice(("教育局", "水务局", "民政局", "城管局", "文化局"))
    return {
        "form": form, "jurisdiction": "cn", "fiscal_year": 2021, "money_unit": "万元",
        "subject": {"kind": "department", "code": key, "name": name}, "department": name,
    }  # fmt: skip


def _paid(chance: Random, code: str, month: int, amount: int) -> Row:
    dated = chance.random() < 0.7
    when = {"date": f"2021-{month:02d}-{chance.randint(1, 28):02d}"} if dated else {"month": str(month)}
    return {"project_code": code, "amount": str(amount), "kind": "付给收款人", "payee": "某公司", **when}


def _contract(chance: Random, key: str, number: int) -> Row:
    amount = chance.randint(10, 900)
    start = chance.randint(2, 6)
    accepted = chance.random() < 0.5
    return {
        "contract_no": f"{key}-{number}", "name": chance.choice(TOPICS).name, "party_a": chance.choice(PLACES) + "某局",
        "party_b": "某公司", "sealed": "是", "signed_date": f"2021-{start:02d}-{chance.randint(1, 14):02d}",
        "start_date": f"2021-{start:02d}-15", "end_date": "2021-12-20", "amount": str(amount),
        "paid": str(amount if accepted else round(amount * chance.uniform(0, 0.9), 2)),
        "payment_terms": chance.choice(TERMS), "accepted": "是" if accepted else "否",
    }  # fmt: skip


def _one(chance: Random, d: Json) -> Row:
    row: Row = chance.choice(d["items"])
    return row


def _project(d: Json) -> list[Row]:
    code = d["items"][0]["project_code"]
    return [row for row in d["items"] if row["project_code"] == code]


@plant("payments.uneven_execution", PAYMENTS)
def _uneven(chance: Random, d: Json) -> None:
    late = chance.choice(((9, 12), (10, 12), (8, 12)))
    for row in _project(d):
        month = int(row["date"][5:7] if row.get("date") else row["month"])
        put(
            row,
            kind="付给收款人",
            level=None,
            amount=str(chance.randint(300, 500) if month in range(late[0] + 1, 13) else 20),
        )


@plant("payments.december_rush", PAYMENTS)
def _december(chance: Random, d: Json) -> None:
    rows = _project(d)
    total = sum(float(row["amount"]) for row in rows)
    rows.append(_paid(chance, rows[0]["project_code"], 12, round(total * chance.uniform(0.6, 2))))
    d["items"].append(rows[-1])


@plant("payments.stuck_below_unit", PAYMENTS)
def _stuck(chance: Random, d: Json) -> None:
    code = d["items"][0]["project_code"]
    for row in _project(d):
        row["kind"] = "付给收款人"
    passed = chance.randint(100, 400)
    sent = {**_paid(chance, code, 3, passed), "kind": "拨给下级", "level": chance.choice(("街镇", "村居"))}
    d["items"] += [
        sent,
        {**_paid(chance, code, 11, round(passed * chance.uniform(0, 0.4))), "kind": "下级付出"},
    ]


@plant("contracts.seal_missing", CONTRACTS)
def _seal(chance: Random, d: Json) -> None:
    put(_one(chance, d), sealed=chance.choice(("否", "没有", "无", "×")))


@plant("contracts.signed_date_missing", CONTRACTS)
def _undated(chance: Random, d: Json) -> None:
    put(_one(chance, d), signed_date=None)


@plant("contracts.party_missing", CONTRACTS)
def _party(chance: Random, d: Json) -> None:
    put(_one(chance, d), **{chance.choice(("party_a", "party_b")): None})


@plant("contracts.payment_terms_missing", CONTRACTS)
def _no_terms(chance: Random, d: Json) -> None:
    put(_one(chance, d), payment_terms=None)


@plant("contracts.payment_terms_loose", CONTRACTS)
def _loose(chance: Random, d: Json) -> None:
    put(_one(chance, d), payment_terms=chance.choice(LOOSE))


@plant("contracts.signed_after_start", CONTRACTS)
def _late(chance: Random, d: Json) -> None:
    row = _one(chance, d)
    put(row, signed_date=f"2021-{chance.randint(7, 11):02d}-{chance.randint(1, 28):02d}")


@plant("contracts.dates_reversed", CONTRACTS)
def _reversed(chance: Random, d: Json) -> None:
    row = _one(chance, d)
    put(row, end_date=f"2021-{chance.choice(('01', '02'))}-01", start_date="2021-06-01")


@plant("contracts.paid_over_amount", CONTRACTS)
def _over(chance: Random, d: Json) -> None:
    row = _one(chance, d)
    put(row, paid=f"{float(row['amount']) + chance.choice((0.01, 1, 80)):g}")


@plant("contracts.paid_before_acceptance", CONTRACTS)
def _early(chance: Random, d: Json) -> None:
    row = _one(chance, d)
    put(row, accepted="否", paid=row["amount"])
