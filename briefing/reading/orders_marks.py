"""Marks of a machine's talk that tell wherever they stand: chat templates, fences, replies, orders about a summary."""

from briefing.domain.source import InstructionKind as Kind

MARKS: tuple[tuple[Kind, tuple[str, ...], str], ...] = (
    (
        Kind.ORDER,
        ("summar", "brief", "output", "digest", "key judg"),
        r"\byour (?:\w+ )?(?:summary|summaries|brief|briefing|output|digest|key judge?ments?) @must\b",
    ),
    (
        Kind.ORDER,
        ("summar", "brief", "digest"),
        r"\b(?:any|every|the|a) (?:summary|brief|briefing|digest)(?: \w+)? (?:of|on|about|from) (?:this"
        r"|the) (?:article|text|page"
        r"|document|report)s? @must\b",
    ),
    (
        Kind.ORDER,
        ("whenever", "when you ", "when summari", "when process", "when read"),
        r"\bwhen(?:ever)? (?:you )?(?:summari[sz]e|are summari[sz]ing|summari[sz]ing|process|read|are reading"
        r"|are asked about)"
        r" this (?:article|text|page|document)\b[^.!?\n]{0,20}?,? (?:you|always|never|@write)\b",
    ),
    (
        Kind.ORDER,
        ("checker", "verifier", "summari", "language model", "llm"),
        r"\bthe (?:fact-?)?(?:checker|verifier|summari[sz]er|language model|LLM) (?:@must|is (?:instructed|ordered"
        r"|told) to)"
        r" (?:\w+ )?(?:answer|say|mark|return|output|write|report|treat|accept|ignore|state|respond|reply|rate"
        r"|confirm)\b",
    ),
    (
        Kind.ORDER,
        ("as supported", "as verified"),
        r"\b(?:claim|statement|sentence|article|source|brief|summary)s?\b[^.!?\n]{0,60}? (?:be|is|are) (?:to be )?"
        r"(?:marked|rated|treated|accepted|reported|considered|counted|judged) as (?:supported|verified)\b",
    ),
    (
        Kind.ORDER,
        ("verdict",),
        r"[\[\"'({]verdict[\"']? ?[:=] ?[\"']?supported\b",
    ),
    (
        Kind.ORDER,
        ("verdict",),
        r"(?-i:\bverdict: supported\b)",
    ),
    (
        Kind.ORDER,
        ("](",),
        r"!?\[[^\]\n]{0,200}\]\(\s*https?://[^)\s]{0,500}?[?&](?:q|d|data|prompt|text|msg|leak|secret|summary"
        r"|content|context"
        r"|payload)="
        r"(?!\d{1,4}(?:[&)#]))",
    ),
    (
        Kind.ORDER,
        ("](",),
        r"!?\[[^\]\n]{0,200}\]\(\s*https?://[^)]{0,500}?[?&]\w+=(?:[\[{<$]|%7B|\.{3}|…)",
    ),
    (
        Kind.ORDER,
        ("verdict",),
        r"\bverdicts? (?:for|of|on|about) (?:every|each|all|any)(?: \w+){0,3}? (?:is|are|must be|shall be|should be)"
        r" (?:supported|true)\b",
    ),
    (
        Kind.ORDER,
        ("supported", "verified"),
        r"\b(?:all|every|each)(?: of)?(?: the)? (?:claim|statement|sentence)s? (?:in|of|about) (?:this|the"
        r"|your) (?:brief|summary"
        r"|article|text|document) (?:are|is) (?:fully )?(?:supported|verified)\b",
    ),
    (
        Kind.ADDRESS,
        ("ing this", "reads this", "read this", "process this", "summarize this", "summarise this"),
        r"\b@machine (?:(?:that|who|which) (?:is |are )?)?(?:reading|processing|parsing|summari[sz]ing|reads?"
        r"|process(?:es)?"
        r"|summari[sz]es?) this\b",
    ),
    (Kind.TURN, ("</",), r"</(?:source|document|material|context|input)s?>"),
    (
        Kind.ADDRESS,
        ("as an ai", "as an artificial", "as a large language", "as a language", "as an llm"),
        r"\bas an? (?:(?:AI|artificial intelligence|large language|language|AI language) (?:model|assistant"
        r"|chat ?bot|agent)"
        r"|AI(?=, (?:you|I)\b)|LLM(?=,? (?:you|I)\b))",
    ),
    (
        Kind.TURN,
        ("<|",),
        r"<\|[^|<>\n]{1,40}\|>",
    ),
    (
        Kind.TURN,
        ("<｜",),
        r"<｜[^｜\n]{1,40}｜>",
    ),
    (
        Kind.TURN,
        ("inst]", "<sys>>", "<</sys>", "</s>", "<bos>", "<eos>"),
        r"\[/?INST\]|<</?SYS>>|</s>|<(?:bos|eos)>",
    ),
    (
        Kind.TURN,
        ("_of_",),
        r"</?(?:start|end)_of_(?:turn|text|sequence)>",
    ),
    (
        Kind.TURN,
        (
            "<system",
            "<assistant",
            "<developer",
            "<instruction",
            "<tool_call",
            "<function_call",
            "<im_",
            "<human",
            "<ai>",
            "<user_query",
            "<untrusted",
            "</system",
            "</assistant",
            "</developer",
            "</instruction",
            "</tool_call",
            "</function_call",
            "</human",
            "</ai>",
            "</user_query",
            "</untrusted",
        ),
        r"</?(?:system|assistant|developer|instructions?|system[-_ ]?(?:prompt|message|reminder|override|note)"
        r"|tool_calls?"
        r"|function_calls?|im_start|im_end|human|ai|user_query|untrusted\w*)>",
    ),
    (
        Kind.TURN,
        ("##",),
        r"^###? ?(?:system|instructions?|response|assistant|human|user)(?: prompt| message)? ?:",
    ),
    (
        Kind.TURN,
        ("system", "developer"),
        r"^[^\w\n]*(?:system|developer) ?(?:message|prompt|override|instructions?|command) ?(?:[:>\]]|$)",
    ),
    (
        Kind.TURN,
        ("system prompt", "developer prompt", "system override"),
        r"\b(?:system|developer) (?:prompt|override) ?:",
    ),
    (
        Kind.TURN,
        ("[system", "[assistant", "[developer"),
        r"\[(?:system|assistant|developer)(?: (?:message|prompt|note|override|update|notice|instructions?"
        r"|command))?\]",
    ),
    (
        Kind.TURN,
        ("role",),
        r"[\"']role[\"'] ?: ?[\"'](?:system|assistant|developer|user|tool)[\"']",
    ),
    (
        Kind.TURN,
        ("human:", "user:", "human :", "user :"),
        r"^(?:human|user) ?: .{0,400}\n\s*(?:assistant|ai|bot) ?:",
    ),
    (
        Kind.FORM,
        ("===",),
        r"^[^\w\n]{0,3}={3,} ?(?=[^\n=]{0,60}\d)(?:[\w-]+ ){0,3}[0-9a-f-]{6,40} ?={3,}",
    ),
    (
        Kind.FORM,
        ("end", "begin", "start"),
        r"^[^\w\n]*[=#<>*-]{3,} ?(?:end|begin(?:ning)?|start) (?:of )?(?:the )?(?:article|document|material|text"
        r"|sources?|input|prompt"
        r"|context|data|news|user|system|untrusted)\w*[^\n]{0,30}$",
    ),
    (
        Kind.FORM,
        ("[fact", "[claim", "[opinion", "[forecast"),
        r"\b\d{1,4}\.\d{1,4} ?\[(?:fact|claim|opinion|forecast)\b[^\n]*",
    ),
    (
        Kind.FORM,
        (
            '"points"',
            '"key_judg',
            '"paragraphs"',
            '"forecasts"',
            '"sentences"',
            '"verdict"',
            '"supports"',
            '"contradicts"',
        ),
        r"[{,] ?\"(?:points|key_judge?ments|paragraphs|forecasts|sentences|verdict|supports"
        r"|contradicts)\" ?: ?[\[{\"]",
    ),
    (
        Kind.FORM,
        ('"quote"', '"speaker"', '"resolution"', '"attributed_to"'),
        r"[{,] ?\"(?:quote|speaker|resolution|attributed_to)\" ?: ?(?:\"|null)",
    ),
)
"""Kind, what a text with the wording has at least one of in lower case, and the wording."""

HINTS: tuple[tuple[tuple[str, ...], str], ...] = (
    (("in your",), r"\bin your (?:\w+ )?(?:summary|summaries|brief|briefing|output|digest)\b"),
    (("system:", "assistant:", "developer:", "user:"), r"^[^\w\n]*(?:system|assistant|developer|user):"),
    (("##",), r"^#{2,4} ?(?:system|instructions?|assistant)\b"),
    (
        ("end of", "start of", "beginning of"),
        r"^[^\w\n]*(?:end|beginning|start) of (?:the )?(?:article|document|material|text|sources?|input|prompt"
        r"|context)[^\w\n]*$",
    ),
)
"""Count where two of them stand together."""
