"""Small words written as they are spoken, in several dialects, and how they are written else.

Several are spelt nearly like Eda, Hjo, Åre, Vara or Ånge; none of them is ever a misspelt name.
"""

SPOKEN = {
    "di": "de", "e": "är", "dä": "det", "dåm": "dom", "dôm": "dom", "dänn": "den", "dänna": "denna",
    "dehär": "det här", "dedär": "det där", "dår": "där", "dôr": "där", "dära": "där", "däran": "där", "däre": "där",
    "därre": "där", "ho": "hon", "hu": "hon", "hôr": "hur", "hôrr": "hur", "hurr": "hur",
    "hörru": "hör du", "vaa": "vad", "vicken": "vilken", "vicke": "vilket", "vilke": "vilket", "ä": "är", "ö": "och",
    "mä": "med", "te": "till", "mej": "mig", "dej": "dig", "sej": "sig", "åss": "oss", "öss": "oss", "vårn": "vår",
    "vårat": "vårt", "ente": "inte", "änte": "inte", "int": "inte", "itt": "inte", "itte": "inte", "änne": "ännu",
    "änna": "ändå", "änn": "än", "ere": "är det", "äre": "är det", "bre": "bra", "ble": "blev", "bler": "blir",
    "varr": "var", "någe": "något", "nåe": "något", "nåen": "någon", "nåka": "något",
    "nåken": "någon", "nåkka": "något", "nåkken": "någon", "nåra": "några", "nåntin": "någonting",
    "säjer": "säger", "säjs": "sägs", "sejer": "säger", "jer": "ger", "gere": "ger", "möe": "mycket", "möcke": "mycket",
    "möcket": "mycket", "mecke": "mycket", "mecket": "mycket", "öcke": "mycket", "sänn": "sedan", "åsse": "också",
    "asså": "alltså", "lell": "ändå", "läll": "ändå", "undra": "undrar", "mårn": "morgon", "mårrn": "morgon",
    "nôr": "när", "nôrr": "när", "kosing": "pengar", "stålar": "pengar", "stålarna": "pengarna",
}  # fmt: skip
