"""Texts that are not in English are told by their letters and small words, and named in one line."""

from __future__ import annotations

from pathlib import Path

import pytest

from kimmap.errors import UnreadableSource
from kimmap.reading import read
from kimmap.reading.languages import language_of

TEXTS = {
    "de": "Ada Vinter ist am Freitag in Braga angekommen und hat mit dem Bürgermeister über die neue Bahn gesprochen. "
    "Sie wird nach Auskunft der Stadt bis Montag bleiben und sich auch die Schule im Norden ansehen, die von den "
    "Eltern gebaut wurde.",
    "fr": "Ada Vinter est arrivée à Braga vendredi et elle a parlé avec le maire de la ligne. Elle ne sera pas "
    "à Porto avant lundi, selon une note de la ville, et les enfants des deux écoles l’attendent sur la place pour "
    "une fête avec ses amis.",
    "es": "Ada Vinter llegó el viernes a Lima y habló con el alcalde de la ciudad sobre la nueva línea del tren. Según "
    "una nota de los vecinos, se quedará hasta el lunes para ver la escuela que su padre construyó en el norte, "
    "pero no irá a Cusco.",
    "pt": "Ada Vinter chegou na sexta-feira a Braga e falou com o presidente da câmara sobre a nova linha do comboio. "
    "Não vai ao Porto, mas uma nota da cidade diz que fica até segunda para ver a escola que os pais fizeram em "
    "conjunto com o seu irmão.",
    "nl": "Ada Vinter is vrijdag in Braga aangekomen en heeft met de burgemeester over het nieuwe spoor gesproken. Zij "
    "wordt door een groep kinderen naar de school gebracht, die ook voor de ouders van het dorp werd gebouwd, maar "
    "dat is niet zeker.",
    "pl": "Ada Vinter przyjechała w piątek do Limy i rozmawiała z burmistrzem o nowej kolei. Nie wiadomo, czy zostanie "
    "do poniedziałku, ale jest pewne, że po spotkaniu uda się na północ, gdzie szkoła była budowana przez rodziców, "
    "jak mówi jego brat.",
    "ru": "Ада Винтер приехала в пятницу в Лиму и говорила с мэром о новой дороге.",
    "uk": "Ада Вінтер приїхала у п’ятницю до Ліми і говорила з мером про нову залізницю.",
    "el": "Η Άντα Βίντερ έφτασε την Παρασκευή στη Λίμα και μίλησε με τον δήμαρχο.",
    "ja": "エイダ・ビンターは金曜日にリマに到着し、新しい鉄道について市長と話しました。月曜日まで滞在する予定です。",
    "ko": "에이다 빈터는 금요일에 리마에 도착하여 시장과 새 철도에 대해 이야기했습니다. 월요일까지 머문다.",
    "ar": "وصلت آدا فينتر يوم الجمعة إلى ليما وتحدثت مع العمدة عن السكة الحديدية الجديدة.",
}  # fmt: skip
ENGLISH = (
    "Ada Vinter came to Lima on Friday and talked with the mayor about the new railway. She will stay until Monday, "
    "her office said, and see the school that her father had built in the north of the country."
)
UNTOLD = {
    "short": "Ada Vinter ist in Braga.",
    "a log": "3 May 0600 Wind SW 5. 0800 off Rio de la Plata. 1200 Punta del Este abeam. 1400 anchored San Juan de los "
    "Lagos. 4 May 0700 under way. 0900 Santa Maria de la Mar. 1100 La Paz. 1500 El Callao, Lima. 1800 moored.",
    "names": " ".join(f"Juan de la Vega, María del Mar, José de los Ríos, Pier {n}, Lima." for n in range(12)),
    "mixed": f"{ENGLISH} {TEXTS['de']}",
}


@pytest.mark.parametrize(("language", "text"), TEXTS.items(), ids=TEXTS)
def test_the_language_of_a_text_is_told(language: str, text: str) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize("text", UNTOLD.values(), ids=UNTOLD)
def test_what_is_short_mixed_or_of_names_has_no_language(text: str) -> None:
    assert language_of(text) is None


def test_english_of_long_ago_is_english() -> None:
    text = (
        "Then came we unto the towne of Lima, and there abode two dayes with the Governour, who gave us of his bread "
        "& wyne; the which being done, we departed thence upon the morrow, and so by the grace of God to Cusco."
    )
    assert language_of(text) == "en"


def test_texts_in_other_languages_are_named_in_one_line(tmp_path: Path) -> None:
    for name, text in {"a": ENGLISH, "d": TEXTS["de"], "r": TEXTS["ru"]}.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    problems: list[UnreadableSource] = []
    documents = read(tmp_path, on_problem=problems.append)
    assert [d.language for d in documents] == ["en", "de", "ru"]
    assert [str(p) for p in problems] == ["kimmap reads English; hardly understood: d.txt (German), r.txt (Russian)"]


@pytest.mark.parametrize(("declared", "text", "language"), [("de", ENGLISH, "en"), ("en", TEXTS["de"], "de")])
def test_the_text_is_believed_more_than_what_its_page_declares(
    tmp_path: Path, declared: str, text: str, language: str
) -> None:
    page = f'<html lang="{declared}"><title>Vinter</title><body><h1>Vinter</h1><p>{text}</p></body></html>'
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    assert read(tmp_path / "a.html")[0].language == language


def test_what_no_text_tells_its_page_does(tmp_path: Path) -> None:
    page = '<html lang="de-AT"><title>Vinter</title><body><h1>Vinter</h1><p>Braga, Porto, Lima.</p></body></html>'
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    problems: list[UnreadableSource] = []
    assert read(tmp_path / "a.html", on_problem=problems.append)[0].language == "de"
    assert problems == []
