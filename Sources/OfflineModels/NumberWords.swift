/// Numbers written as words.
enum NumberWords {
  /// The value of a word.
  static let values: [String: Double] = {
    var values: [String: Double] = [:]
    for line in table.split(separator: "\n") {
      let parts = line.split(separator: " ")
      guard let first = parts.first, let value = Double(String(first)) else { continue }
      for word in parts.dropFirst() { values[String(word)] = value }
    }
    return values
  }()

  private static let table = """
    0 zero null
    1 one eins uno une um jeden bir 一
    2 two zwei deux dos due dois duas twee dwa dwie iki 二 两 couple pair
    3 three drei trois tres tre drie trzy uc 三
    4 four vier quatre cuatro quattro quatro cztery dort 四
    5 five funf fuenf cinq cinco cinque vijf piec bes 五
    6 six sechs seis sei zes szesc alti 六
    7 seven sieben sept siete sette sete zeven siedem yedi 七
    8 eight acht huit ocho otto oito osiem sekiz 八
    9 nine neun neuf nueve nove negen dziewiec dokuz 九
    10 ten zehn dix diez dieci dez tien dziesiec 十
    11 eleven elf onze
    12 twelve dozen zwolf zwoelf douze doce dodici doze twaalf dwanascie
    13 thirteen
    14 fourteen fortnight
    15 fifteen quinze quince
    16 sixteen
    17 seventeen
    18 eighteen
    19 nineteen
    20 twenty zwanzig vingt veinte venti vinte twintig dwadziescia yirmi
    24 zwei-dutzend
    30 thirty dreissig trente treinta trenta trinta dertig
    40 forty fourty
    50 fifty funfzig cinquante cincuenta cinquanta
    60 sixty
    70 seventy
    80 eighty
    90 ninety
    """

  /// Words that multiply what stands before them.
  static let factors: [String: Double] = [
    "hundred": 100, "hundert": 100, "cent": 100, "cien": 100, "cento": 100, "honderd": 100,
    "thousand": 1000, "grand": 1000, "k": 1000, "tausend": 1000, "mille": 1000, "mil": 1000,
    "duizend": 1000, "tysiecy": 1000, "bin": 1000, "million": 1_000_000, "mio": 1_000_000,
    "millones": 1_000_000, "millionen": 1_000_000, "milioni": 1_000_000, "miljoen": 1_000_000,
    "mil.": 1000, "m": 1_000_000, "mn": 1_000_000, "mm": 1_000_000, "dozen": 12, "thou": 1000,
    "hundreds": 100, "thousands": 1000, "millions": 1_000_000, "mila": 1000, "billion": 1e9,
    "千": 1000, "万": 10000, "百": 100, "score": 20, "kilo": 1000, "milhoes": 1_000_000,
  ]

  /// Hours in a unit of time.
  static let hours: [String: Double] = [
    "hour": 1, "hours": 1, "hr": 1, "hrs": 1, "h": 1, "stunde": 1, "stunden": 1, "heure": 1,
    "heures": 1, "hora": 1, "horas": 1, "ora": 1, "ore": 1, "uur": 1, "uren": 1, "godziny": 1,
    "godzin": 1, "saat": 1, "hs": 1, "godzine": 1, "часов": 1, "часа": 1, "час": 1,
    "minute": 1.0 / 60, "minutes": 1.0 / 60, "min": 1.0 / 60, "mins": 1.0 / 60,
    "minuten": 1.0 / 60, "minuti": 1.0 / 60, "minutos": 1.0 / 60, "minut": 1.0 / 60,
    "dakika": 1.0 / 60, "day": 24, "days": 24, "d": 24, "tag": 24, "tage": 24, "tagen": 24,
    "jour": 24, "jours": 24, "dia": 24, "dias": 24, "giorno": 24, "giorni": 24, "dag": 24,
    "dagen": 24, "dni": 24, "week": 168, "weeks": 168, "wk": 168, "woche": 168, "wochen": 168,
    "semaine": 168, "semana": 168, "semanas": 168, "settimana": 168, "semaines": 168, "gun": 24,
    "second": 1.0 / 3600, "seconds": 1.0 / 3600, "sec": 1.0 / 3600, "secs": 1.0 / 3600,
    "weekend": 48, "fortnight": 336, "shift": 8, "小": 1, "時": 1, "分": 1.0 / 60, "天": 24, "日": 24,
  ]

  /// Words and marks for money.
  static let currencies: Set<String> = [
    "$", "€", "£", "usd", "dollar", "dollars", "buck", "bucks", "eur", "euro", "euros", "us$",
    "gbp",
    "dolar", "dolares", "dollari", "dolary", "¥", "美元", "quid", "ドル", "dolarow",
  ]
}
