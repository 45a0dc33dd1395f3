"""Orders to a machine in other languages than English: the plainest wordings of each."""

_GERMAN = (
    r"(?:ignorier(?:e|en Sie|t)|vergiss|vergessen Sie|missachte(?:n Sie)?|übergeh(?:e|en Sie)"
    r"|(?:beachte|befolge)(?:n Sie)?(?= [^.!?\n]{0,60} nicht)) (?:\w+ ){0,5}?(?:\w*anweisung|instruktion|\w*vorgabe"
    r"|befehl|prompt|\w*regel|anleitung)\w*",
    r"(?:ignorier(?:e|en Sie|t)|vergiss|vergessen Sie) (?:alles|das),? (?:\w+ ){0,3}?(?:oben|vorher\w*|bisher\w*"
    r"|vorstehende|obige)",
    r"(?:schreib(?:e|en Sie)?|gib|geben Sie|antworte(?:n Sie)?|erwähn(?:e|en Sie)|behaupte(?:n Sie)?"
    r"|füge(?:n Sie)?)\b"
    r"[^.!?\n]{0,80}? (?:in|zu|an|mit) (?:deine[rnms]?|Ihre[rnms]?) (?:\w+ )?(?:zusammenfassung|antwort|ausgabe"
    r"|bericht"
    r"|kurzfassung|ausgabe)\w*",
    r"(?:gib|geben Sie|zeig(?:e|en Sie)?|verrate(?:n Sie)?) (?:mir )?(?:deine[nm]?"
    r"|Ihre[nm]?) (?:\w+ )?(?:system-?)?prompt",
    r"(?:du bist|Sie sind) (?:(?:jetzt|nun|ab jetzt) )?(?:eine? )?(?:\w+ )?(?:KI|sprachmodell|KI-\w+|chatbot)\b",
    r"antworte(?:n Sie)? (?:nur|ausschließlich|lediglich) mit\b",
)
_FRENCH = (
    r"(?:ignore[zr]?|oublie[zr]?|ne (?:tiens|tenez) (?:pas|aucun) compte|fais abstraction|faites abstraction)"
    r" (?:\w+['’ ]){0,5}?(?:instructions?|consignes?|directives?|ordres|règles"
    r"|prompt)(?: \w+){0,4}? (?:précédente?s?|ci-dessus"
    r"|antérieure?s|qui précèdent|plus haut|reçue?s|données?|initiale?s)",
    r"(?:ignore[zr]?|oublie[zr]?) (?:tout(?:es)?|l['’]ensemble) (?:\w+['’ ]){0,4}?(?:instructions|consignes"
    r"|directives"
    r"|précède|ci-dessus|avant)\b",
    r"(?:écri(?:s|vez)|di(?:s|tes)|ajoute[sz]?|mentionne[sz]?|indique[sz]?|affirme[sz]?)\b[^.!?\n]{0,80}? (?:dans|à"
    r"|en tête de)"
    r" (?:ton|votre|ta) (?:\w+ )?(?:résumé|réponse|synthèse|rapport|sortie)",
    r"(?:affiche[sz]?|révèle[sz]?|révélez|montre[sz]?|donne[sz]?)(?:-moi)? (?:ton|votre|ta|vos"
    r"|tes) (?:\w+ )?(?:prompt|instructions"
    r"|invite système|consignes)",
    r"(?:tu es|vous êtes) (?:(?:désormais|maintenant) )?(?:une? )?(?:\w+ )?(?:IA|intelligence artificielle"
    r"|modèle de langage"
    r"|assistant virtuel)\b",
    r"répond(?:s|ez) (?:uniquement|seulement|exclusivement) (?:par|avec)\b",
)
_SPANISH = (
    r"(?:ignor(?:a|e|en|ad|es)|olvid(?:a|e|en|ad)|haz caso omiso de|hagan? caso omiso de|descart(?:a|e|en)"
    r"|no (?:sigas|siga|hagas"
    r" caso)) (?:\w+ ){0,5}?(?:instrucciones|indicaciones|órdenes|directrices|reglas"
    r"|prompt)(?: \w+){0,4}? (?:anterior(?:es)?"
    r"|previas|de arriba|precedentes|recibidas|dadas|iniciales)",
    r"(?:ignor(?:a|e|en)|olvid(?:a|e|en)) (?:todo lo|todas las|cualquier) (?:\w+ )??(?:anterior|instrucciones"
    r"|órdenes|de arriba"
    r"|previo)",
    r"(?:escrib(?:e|a|an)|di(?:ga)?|añad(?:e|a)|menciona|mencione|afirm(?:a|e)|inclu(?:ye"
    r"|ya))\b[^.!?\n]{0,80}? (?:en|a|al"
    r" principio de) (?:tu|su) (?:\w+ )?(?:resumen|respuesta|informe|salida)",
    r"(?:muestra|muestre|revela|revele|imprime|imprima)(?:me)? (?:tu|su|tus|sus) (?:\w+ )?(?:prompt|instrucciones)",
    r"(?:eres|usted es) (?:(?:ahora|ya) )?(?:una? )?(?:\w+ )?(?:IA|inteligencia artificial|modelo de lenguaje)\b",
    r"respond(?:e|a) (?:sólo|solo|solamente|únicamente) con\b",
)
_ROMANCE = (
    r"(?:ignora(?:te)?|dimentica(?:te)?|trascura(?:te)?) (?:\w+ ){0,4}?(?:istruzioni|indicazioni|direttive|ordini"
    r"|regole|prompt)"
    r"(?: \w+){0,3}? (?:precedenti|sopra|ricevute|iniziali|date)",
    r"(?:scrivi|scriva|aggiungi|menziona)\b[^.!?\n]{0,80}? nel(?:la)? (?:tuo|tua|suo|sua) (?:riassunto|sintesi"
    r"|risposta)",
    r"(?:ignor(?:e|em|a)|esqueça(?:m)?|desconsidere(?:m)?) (?:\w+ ){0,4}?(?:instruções|ordens|diretrizes|regras"
    r"|prompt)"
    r"(?: \w+){0,3}? (?:anteriores|acima|prévias|recebidas)",
    r"(?:escreva|diga|inclua|mencione)\b[^.!?\n]{0,80}? n[oa] (?:seu|sua|teu) (?:resumo|resposta|relatório)",
)
_DUTCH_AND_POLISH = (
    r"(?:negeer|vergeet) (?:\w+ ){0,4}?(?:instructies|aanwijzingen|opdrachten|regels|prompt)",
    r"(?:zignoruj(?:cie)?|ignoruj(?:cie)?|pomiń|zapomnij(?:cie)?) (?:\w+ ){0,4}?(?:instrukcj|poleceni|polece"
    r"|wskazów|zasad|reguł)\w*",
)
_RUSSIAN = (
    r"(?:(?:про)?игнорируй(?:те)?|забудь(?:те)?|отбрось(?:те)?|не (?:обращай(?:те)?|обращать) внимания на"
    r"|не следуй(?:те)?|не"
    r" выполняй(?:те)?) (?:\w+ ){0,5}?(?:инструкци|указани|команд|правил|промпт|распоряжени|предписани)\w*",
    r"(?:(?:про)?игнорируй(?:те)?|забудь(?:те)?) (?:всё|все|то),? (?:\w+,? ){0,4}?(?:выше|ранее|раньше|вышесказанн\w+"
    r"|предыдущ\w+)",
    r"(?:напиши|напишите|скажи|скажите|укажи|укажите|добавь|добавьте|сообщи|сообщите|упомяни"
    r"|упомяните)\b[^.!?\n]{0,80}? в"
    r" (?:своём|своем|твоём|твоем|вашем|своей|вашей|твоей) (?:\w+ )?(?:резюме|сводке|ответе|обзоре|пересказе"
    r"|справке|отчёте|отчете)",
    r"(?:выведи|выведите|покажи|покажите|раскрой|раскройте) (?:свой|ваш|твой|свои|твои|ваши) (?:\w+ )?(?:промпт"
    r"|инструкци)\w*",
    r"(?:ты|вы) ?[—–-]? ?(?:теперь )?(?:\w+ )?(?:языковая модель|ИИ|искусственный интеллект|нейросеть|чат-?бот)\b",
    r"(?:отвечай|отвечайте|ответь|ответьте) (?:только|лишь|исключительно)\b",
)
_UKRAINIAN = (
    r"(?:(?:про)?ігноруй(?:те)?|забудь(?:те)?|відкинь(?:те)?|не (?:зважай(?:те)?|звертай(?:те)? уваги) на"
    r"|не виконуй(?:те)?)"
    r" (?:\w+ ){0,5}?(?:інструкці|вказівк|вказівок|команд|правил|промпт|розпоряджен|настанов)\w*",
    r"(?:(?:про)?ігноруй(?:те)?|забудь(?:те)?) (?:все|усе|те),? (?:\w+,? ){0,4}?(?:вище|раніше|попередн\w+"
    r"|вищесказан\w+)",
    r"(?:напиши|напишіть|скажи|скажіть|вкажи|вкажіть|додай|додайте|зазнач|зазначте|згадай"
    r"|згадайте)\b[^.!?\n]{0,80}? [ву]"
    r" (?:своєму|твоєму|вашому|своїй|твоїй|вашій) (?:\w+ )?(?:резюме|зведенні|відповіді|огляді|звіті|довідці"
    r"|підсумку)",
    r"(?:виведи|виведіть|покажи|покажіть|розкрий|розкрийте) (?:свій|ваш|твій|свої|ваші) (?:\w+ )?(?:промпт"
    r"|інструкці)\w*",
    r"(?:ти|ви) ?[—–-]? ?(?:тепер )?(?:\w+ )?(?:мовна модель|ШІ|штучний інтелект|нейромережа|чат-?бот)\b",
    r"(?:відповідай|відповідайте) (?:лише|тільки|виключно)\b",
)

OPENING = (*_GERMAN, *_FRENCH, *_SPANISH, *_ROMANCE, *_DUTCH_AND_POLISH, *_RUSSIAN, *_UKRAINIAN)
"""Count where a sentence or a clause opens with them."""

ANYWHERE: tuple[tuple[tuple[str, ...], str], ...] = (
    # Turkish, Chinese, Japanese, Korean put the verb last or set no blanks; Arabic joins words.
    (
        ("talimat", "komut", "yönerge", "kural", "istem"),
        r"\b(?:önceki|yukarıdaki|daha önceki|tüm|bütün|verilen) (?:\w+ ){0,3}?(?:talimat|komut|yönerge|kural|emir"
        r"|istem)\w*"
        r"(?: \w+){0,2}? (?:yok say(?:ın|ınız)?|dikkate alma(?:yın|yınız)?|görmezden gel(?:in|iniz)?|unut(?:un"
        r"|unuz)?|göz ardı"
        r" ed(?:in|iniz))\b",
    ),
    (
        ("özetin", "yanıtın", "cevabın", "raporun"),
        r"\b(?:özetin|yanıtın|cevabın|raporun)(?:iz)?(?:d[ae]|a|e)\b[^.!?\n]{0,80}? (?:yaz|belirt|söyle|ekle|bildir)"
        r"(?:in|iniz|yin)?\b",
    ),
    (("yapay zek", "dil model"), r"\b(?:sen|siz) (?:artık )?(?:bir )?(?:yapay zek[aâ]|dil modeli)\w*"),
    (
        ("忽略", "忽视", "無視", "无视", "忘记", "忘掉", "不要理会"),
        r"(?:忽略|忽视|無視|无视|忘记|忘掉|不要理会)[^。！？\n]{0,12}?(?:指令|指示|说明|提示|规则|命令|内容)",
    ),
    (("無視",), r"(?:指示|命令|プロンプト|ルール|指令)(?:を|は)?(?:すべて|全て)?無視(?:し|せよ)"),
    (("무시",), r"(?:이전|위의|앞의|모든)[^.!?\n]{0,12}?(?:지시|명령|지침)\w*[^.!?\n]{0,6}?무시"),
    (("تجاهل",), r"تجاهلو?ا?[^.!؟\n]{0,20}?(?:التعليمات|الأوامر|التوجيهات|الإرشادات)"),
)
"""Count wherever they stand, each with what a text that has it has at least one of."""
