"""Airports with a IATA code, from airportsdata (MIT): airports.tsv.

An airport is found by its full name, with "International" or without, and by its name without the city's.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import airportsdata
from sources import HERE, km_from_country, write_table

from kimmap.gazetteer.folding import name_key

OFF_KM = 60
"""An airport further from its country than this has a wrong point or country."""
RANK = {"International": 6.5, "Intercontinental": 6.5}
OTHER_RANK = 8.0
SHORT = re.compile(
    r" (International|Intl|Intercontinental|Regional|Municipal|County|Airport|Airfield|Air Base|Field)\b"
)
KNOWN_AS = {
    "AMS": "Schiphol", "BER": "Brandenburg Airport", "BWI": "BWI", "CDG": "Roissy", "DCA": "Reagan National",
    "DFW": "DFW|Dallas-Fort Worth Airport", "DME": "Domodedovo", "EWR": "Newark Airport", "EZE": "Ezeiza Airport",
    "GRU": "Guarulhos Airport", "HND": "Haneda", "IAD": "Dulles",
    "JFK": "JFK|Kennedy Airport|Kennedy International Airport|Idlewild|Idlewild Airport",
    "KBP": "Boryspil Airport", "LAX": "LAX", "LED": "Pulkovo", "LGA": "LaGuardia|La Guardia Airport", "LGW": "Gatwick",
    "LHR": "Heathrow", "LIN": "Linate", "LTN": "Luton Airport", "MDW": "Midway Airport", "MXP": "Malpensa",
    "NRT": "Narita Airport", "ORD": "O'Hare", "ORY": "Orly Airport", "SFO": "SFO", "STN": "Stansted",
    "SVO": "Sheremetyevo", "TLV": "Ben Gurion", "TXL": "Tegel Airport", "VKO": "Vnukovo", "YYZ": "Pearson Airport",
    "HIR": "Henderson Airport|Henderson",
    "CGH": "Congonhas Airport",
    "ARN": "Arlanda",
    "CPH": "Kastrup",
    "GVA": "Cointrin",
    "DEL": "Palam|Palam Airport|Indira Gandhi Airport",
    "NOU": "La Tontouta|Tontouta",
    "IST": "Istanbul New Airport",
    "ISL": "Atatürk Airport|Yeşilköy Airport|Yesilkoy Airport",
    "ESB": "Esenboga|Esenboğa",
    "VLI": "Bauerfield|Bauerfield Airport",
    "POM": "Jacksons Airport|Jacksons International Airport|Jackson Airport",
    "FCO": "Fiumicino Airport|Leonardo da Vinci Airport",
    "CIA": "Ciampino",
    "HEL": "Vantaa Airport",
    "FBU": "Fornebu",
    "BMA": "Bromma",
    "KEF": "Keflavik",
    "THR": "Mehrabad",
    "IKA": "Imam Khomeini Airport",
    "BRU": "Zaventem Airport",
    "BUD": "Ferihegy",
    "WAW": "Okecie|Okęcie|Chopin Airport",
    "PRG": "Ruzyne|Ruzyně",
    "OTP": "Otopeni Airport",
    "BEG": "Surcin Airport|Nikola Tesla Airport",
    "ATH": "Spata Airport",
    "SVX": "Koltsovo Airport",
    "OVB": "Tolmachevo",
    "IEV": "Zhuliany|Zhulyany",
    "HRK": "Osnova Airport",
    "TAS": "Yuzhny Airport",
    "DUS": "Lohausen",
    "HAM": "Fuhlsbüttel",
    "MUC": "Franz Josef Strauss Airport",
    "LIS": "Portela Airport",
    "MAD": "Barajas",
    "BCN": "El Prat Airport",
    "SVQ": "San Pablo Airport",
    "ALC": "El Altet",
    "BIO": "Sondika Airport",
    "NCE": "Côte d'Azur Airport",
    "LYS": "Satolas|Saint-Exupéry Airport",
    "MRS": "Marignane Airport",
    "TLS": "Blagnac Airport",
    "BOD": "Mérignac Airport",
    "BSL": "EuroAirport",
    "LBG": "Le Bourget Airport",
    "ZRH": "Kloten Airport",
    "BRN": "Belp Airport",
    "VIE": "Schwechat Airport",
    "SNN": "Shannon Airport",
    "PIK": "Prestwick Airport",
    "BFS": "Aldergrove",
    "MAN": "Ringway",
    "BHX": "Elmdon Airport",
    "EDI": "Turnhouse",
    "GLA": "Abbotsinch",
    "ABZ": "Dyce Airport",
    "CWL": "Rhoose Airport",
    "BRS": "Lulsgate",
    "LPL": "Speke Airport",
    "BOM": "Santa Cruz Airport|Sahar Airport|Chhatrapati Shivaji Airport",
    "CCU": "Dum Dum Airport|Netaji Subhas Airport",
    "MAA": "Meenambakkam Airport",
    "HYD": "Shamshabad Airport",
    "CMB": "Katunayake|Bandaranaike Airport",
    "RML": "Ratmalana Airport",
    "KHI": "Jinnah Airport",
    "ISB": "Chaklala Airport",
    "DAC": "Shahjalal Airport|Zia Airport",
    "KTM": "Tribhuvan Airport",
    "RGN": "Mingaladon Airport",
    "BKK": "Suvarnabhumi",
    "DMK": "Don Mueang|Don Muang",
    "SGN": "Tan Son Nhat|Tan Son Nhut",
    "HAN": "Noi Bai",
    "PNH": "Pochentong Airport",
    "VTE": "Wattay",
    "SIN": "Changi Airport",
    "XSP": "Seletar Airport",
    "SZB": "Subang Airport",
    "KUL": "Sepang Airport",
    "CGK": "Soekarno-Hatta|Soekarno-Hatta Airport",
    "HLP": "Halim Airport|Halim Perdanakusuma",
    "DPS": "Ngurah Rai|Ngurah Rai Airport",
    "MNL": "Ninoy Aquino Airport",
    "HKG": "Chek Lap Kok",
    "TPE": "Taoyuan Airport|Chiang Kai-shek Airport",
    "TSA": "Songshan Airport",
    "PVG": "Pudong Airport",
    "SHA": "Hongqiao Airport",
    "PEK": "Capital Airport",
    "GMP": "Gimpo Airport|Kimpo Airport",
    "ICN": "Incheon Airport",
    "KIX": "Kansai Airport",
    "ITM": "Itami Airport",
    "CTS": "New Chitose Airport",
    "FNJ": "Sunan Airport",
    "SYD": "Kingsford Smith Airport|Mascot Airport",
    "MEL": "Tullamarine Airport",
    "MEB": "Essendon Airport",
    "AKL": "Mangere Airport|Māngere Airport",
    "CHC": "Harewood Airport",
    "WLG": "Rongotai Airport",
    "SUV": "Nausori Airport",
    "APW": "Faleolo|Faleolo Airport",
    "TBU": "Fuaʻamotu|Fua'amotu Airport",
    "PPT": "Faaa Airport|Faa'a Airport",
    "CAI": "Almaza Airport",
    "KRT": "Khartoum Airport",
    "ADD": "Bole Airport",
    "NBO": "Jomo Kenyatta Airport|Embakasi Airport",
    "WIL": "Wilson Airport",
    "EBB": "Entebbe Airport",
    "LOS": "Ikeja Airport|Murtala Muhammed Airport",
    "ACC": "Kotoka|Kotoka Airport",
    "ABJ": "Port Bouet Airport|Port-Bouët Airport",
    "DKR": "Yoff Airport",
    "FIH": "Ndjili Airport|N'Djili Airport|N'djili",
    "BZV": "Maya-Maya|Maya Maya Airport",
    "ROB": "Roberts Field|Robertsfield",
    "FNA": "Lungi Airport",
    "TNR": "Ivato Airport",
    "JNB": "Jan Smuts Airport|O.R. Tambo|OR Tambo Airport",
    "CPT": "D.F. Malan Airport",
    "DUR": "King Shaka Airport",
    "LUN": "Kenneth Kaunda Airport",
    "ALG": "Dar El Beida Airport|Houari Boumediene Airport",
    "TUN": "El Aouina Airport",
    "CMN": "Nouasseur Airport|Mohammed V Airport",
    "RBA": "Salé Airport",
    "AEP": "Aeroparque|Jorge Newbery Airport",
    "GIG": "Galeão|Galeao Airport|Galeão Airport",
    "SDU": "Santos Dumont Airport",
    "VCP": "Viracopos",
    "CNF": "Confins Airport",
    "REC": "Guararapes Airport",
    "SCL": "Pudahuel Airport|Arturo Merino Benítez Airport",
    "LIM": "Jorge Chávez|Jorge Chavez Airport",
    "UIO": "Mariscal Sucre Airport",
    "BOG": "El Dorado Airport|Eldorado Airport",
    "CCS": "Maiquetía Airport|Maiquetia Airport",
    "MVD": "Carrasco Airport",
    "ASU": "Silvio Pettirossi Airport",
    "LPB": "El Alto Airport",
    "VVI": "Viru Viru",
    "PTY": "Tocumen Airport",
    "SJO": "Juan Santamaría Airport",
    "MEX": "Benito Juárez Airport",
    "HAV": "José Martí Airport|Rancho Boyeros",
    "KIN": "Palisadoes Airport|Norman Manley Airport",
    "POS": "Piarco",
    "BGI": "Grantley Adams Airport|Seawell Airport",
    "YUL": "Dorval Airport|Trudeau Airport",
    "YMX": "Mirabel Airport",
    "YQX": "Gander Airport",
    "YYT": "Torbay Airport",
    "BOS": "Logan Airport",
    "PHL": "Philadelphia Airport",
    "IAH": "Bush Intercontinental",
    "HOU": "Hobby Airport",
    "SEA": "Sea-Tac",
    "ATL": "Hartsfield-Jackson",
    "MSP": "Minneapolis-St. Paul Airport",
    "DEN": "Denver Airport",
    "PDX": "PDX",
    "DTW": "Metro Airport",
    "PIT": "Pittsburgh Airport",
    "IDL": "Idlewild",
    "BEY": "Khalde Airport|Rafic Hariri Airport",
    "DAM": "Mezzeh Airport",
    "AMM": "Queen Alia Airport",
    "BGW": "Saddam Airport|Baghdad Airport",
    "RUH": "King Khalid Airport",
    "JED": "King Abdulaziz Airport",
    "KBL": "Hamid Karzai Airport",
}  # fmt: skip
"""What running text calls an airport beside its full name."""


def main() -> None:
    airports = [a for a in airportsdata.load("IATA").values() if _is_sound(a)]
    shared = Counter(name_key(_short(a)) for a in airports)
    rows = []
    for airport in sorted(airports, key=lambda a: a["iata"]):
        full = _full(airport["name"])
        short = _short(airport)
        names = {full.replace(" International", ""), airport["name"]}
        if airport["city"] and airport["city"] not in full:
            names |= {f"{airport['city']} Airport", f"{airport['city']} {full}"}
        if shared[name_key(short)] == 1 and len(short) > 4 and short != airport["city"]:
            names.add(f"{short} Airport")
        names |= set(filter(None, KNOWN_AS.get(airport["iata"], "").split("|")))
        rows.append(
            {
                "id": f"kimmap:airport/{airport['iata'].lower()}",
                "name": full,
                "kind": "airport",
                "lat": f"{airport['lat']:.4f}",
                "lon": f"{airport['lon']:.4f}",
                "countries": airport["country"],
                "region": airport["subd"].replace("-", " ") if airport["country"] in ("US", "CA") else "",
                "radius_km": "3",
                "rank": next((rank for word, rank in RANK.items() if word in full), OTHER_RANK),
                "names": "|".join(sorted(names - {full})),
            }
        )
    print(write_table(HERE / "airports.tsv", rows), "airports")


def _is_sound(airport: dict[str, Any]) -> bool:
    away = km_from_country(airport["lat"], airport["lon"], airport["country"])
    return bool(airport["name"]) and (away <= OFF_KM or away == float("inf"))


def _full(name: str) -> str:
    name = re.sub(r"\bIntl?\b\.?", "International", name)
    return (
        name
        if re.search(r"Airport|Airfield|Air ?Base|Airbase|Aerodrome|Heliport|Station$", name)
        else f"{name} Airport"
    )


def _short(airport: dict[str, Any]) -> str:
    """The name without what all airports have in theirs, and without the city's name before it."""
    short = SHORT.sub("", airport["name"]).strip()
    city = airport["city"]
    return short.removeprefix(city).strip(" -/") or short if city else short


if __name__ == "__main__":
    main()
