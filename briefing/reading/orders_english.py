"""Orders to a machine in English, and ways to turn to one: what a sentence or a clause opens with."""

ORDERS = (
    # to ignore
    r"@ignore @det(?:@before(?: and | or |, ?| )){1,3}@det(?:\w+ )??@thing\b",
    r"@ignore @det@thing (?:(?:that )?(?:you|were|was|have|had|are|came|come) [^.!?\n]{0,30}?)?"
    r"(?:above|before|so far|earlier|previously|preceding|up to (?:now|here|this point))\b",
    r"@ignore @det@thing (?:that )?you (?:have been|were|had been|are|received|got)\b",
    r"@ignore (?:everything|anything|whatever|all)(?: else)?(?: that)?(?: \w+){0,4}? (?:above|before|previously"
    r"|so far"
    r"|earlier|up to (?:now|here|this point))\b(?! about)",
    r"@ignore (?:all (?:of )?)?the (?:above|foregoing|preceding|rest of (?:this|the) (?:article|text|page|document"
    r"|prompt))\b",
    r"@ignore @det(?:(?:own|safety|internal|usual) )?your (?:\w+ )?(?:instructions?|prompts?|guidelines?|directives?"
    r"|programming|constraints?)\b",
    r"@ignore (?:all|any)(?: the| of the| your| other)? (?:instructions|prompts|directives|commands)\b",
    r"(?:@ignore|(?:do not|don['’]t|never) (?:use|cite|quote|read|trust|mention)) (?:(?:all|any) )?(?:the )?other"
    r" (?:articles|sources|documents|texts)\b",
    r"@ignore (?:everything|anything|all)(?: else)? (?:in|about|from) (?:this|the) (?:article|text|page|document"
    r"|prompt)\b",
    r"(?:all |any |the |your |my )*(?:previous|prior|earlier|preceding|above|original) (?:instructions?|prompts?"
    r"|directives?)"
    r" (?:(?:is|are|were|have been|has been|no longer|now|hereby) )+(?:void|cancell?ed|revoked|invalid|obsolete"
    r"|overridden"
    r"|suspended|replaced|superseded|apply)\b",
    r"(?:the following|these|this|my|new) (?:new )?instructions? (?:override|overrule|replace|supersede"
    r"|take precedence)\b",
    r"(?:begin|start|end)(?: of)? (?:(?:new|system|hidden|secret) )+(?:instructions?|prompt)\b",
    r"repeat (?:everything|all|the (?:words|text|instructions|contents?)) (?:above|before|so far)\b",
    r"what (?:is|are|was|were) your (?:system |original |initial |exact )?(?:prompt|instructions)\b",
    r"(?:send|post|upload|forward|transmit|translate|encode|convert) (?:(?:the|your|all|contents?|text|words|of"
    r"|full|entire) )+"
    r"(?:(?:system )?prompt|instructions|conversation|context|chat)\b",
    r"in (?:your|the) (?:summary|brief|briefing|output|digest|key judge?ments?)(?: you write)?,? (?:(?:please"
    r"|always|never|do not"
    r"|you must) ?)*@write (?:that|only|the|it|this|[\"“'‘:])",
    r"(?:when|while|whenever|before) (?:you )?(?:writ|summari|brief|compos)\w+ (?:the|your|a|any) (?:brief|summary"
    r"|briefing|digest"
    r"|output)\b[^.!?\n]{0,30}?,? (?:(?:please|always|never|do not|you|must) )*@write\b",
    r"(?:the|every|any) (?:brief|summary|briefing|digest|output) @must (?:begin|start|open|end"
    r"|close) with (?:the (?:sentence|words?"
    r"|phrase|statement)|[\"“'‘])",
    r"(?:make sure|be sure|ensure|see to it|remember|take care)\b[^.!?\n]{0,40}? your (?:\w+ )?(?:summary|summaries"
    r"|brief|briefing"
    r"|output|digest)\b",
    r"it is (?:\w+ ){0,2}(?:important|essential|crucial|vital|mandatory|necessary) that (?:the|your|any"
    r"|every) (?:summary|brief"
    r"|briefing|digest|output) (?:says?|states?|mentions?|includes?|reports?)\b",
    r"(?:do not|don['’]t|never|refuse to) summari[sz]e this (?:article|text|page|document|source)\b",
    r"(?:sure|certainly|of course)[,!] here(?: is|['’]s) (?:the|your|a) (?:summary|brief|briefing|answer|json"
    r"|response)\b",
    # to write
    r"@write\b[^.!?\n]{0,90}? (?:in|to|into|at|of|from|throughout) your (?:\w+ ){0,2}?@output\b",
    r"@write\b[^.!?\n]{0,60}? (?:in|to|into|at the (?:top|start|beginning|end) of) (?:the|every|each|any)"
    r" (?:summary|brief|briefing|digest|output|key judge?ments?)\b",
    r"(?:begin|start|end|open|finish|conclude|prefix|close) (?:your (?:\w+ )?|(?:the|every|each|any) (?=summ|brief"
    r"|dig|outp))@output"
    r"\b",
    r"(?:respond|reply|answer|output|return|print)(?: back| to this| to (?:every|any|all) \w+)?"
    r" (?:only|exactly|solely|exclusively|nothing (?:but|except|else))\b",
    r"(?:respond|reply|answer)(?: \w+){0,3}? with (?:only|exactly|nothing but|just|the (?:single )?(?:word|phrase"
    r"|sentence"
    r"|text|following)|this)\b",
    r"(?:output|print|return|emit|write|reply|answer|say|repeat|copy)(?: with| out)?(?: only"
    r"| exactly)? (?:the following"
    r"(?: \w+)?(?= ?:)|(?:this|the) (?:exact |following )?(?:json|string|object)|verbatim|word for word)\b",
    r"(?:write|say|print|output|reply|respond|answer|return)(?: only| with| just| back"
    r"| the word)*[ :\"“'‘«]+(?:I (?:have been|am|was) )?"
    r"(?:hacked|pwned|owned|jailbroken|haha)\b",
    r"(?:print|reveal|show|repeat|output|display|leak|disclose|expose|dump|recite|tell|give|send|write)(?: out"
    r"| down)?"
    r"(?: me| us)? (?:(?:all|the|your|full|entire|complete|exact|initial|original|hidden|secret|own|of|whole) ){1,4}"
    r"(?:system prompt|prompt|system message|developer message|hidden instructions|api keys?)\b",
    r"(?:print|reveal|repeat|output|display|leak|disclose|dump|recite) your (?:\w+ ){0,2}(?:instructions"
    r"|configuration"
    r"|context|credentials|settings)\b",
    r"(?:do not|don['’]t|never) (?:mention|report|cite|quote|include|reveal|disclose|refer to|repeat|acknowledge"
    r"|discuss"
    r"|tell|say)\b[^.!?\n]{0,80}? (?:(?:this|these) (?:hidden |secret )?(?:instruction|message|notice|prompt"
    r"|directive"
    r"|order|paragraph|note|command|comment)s?\b|(?:in|from) (?:your|the|any|every) (?:\w+ )?(?:@output)\b"
    r"|to the (?:user|reader|operator)\b)",
    r"(?:mark|rate|label|classify|treat|score|count|accept|flag|judge|grade|confirm|consider|report|return|answer)"
    r" (?:(?:this|every|all|each|any|the|these|other|of|its|it|everything|my|above|below|following) ){0,4}"
    r"(?:(?:claim|statement|sentence|article|source|text|point|fact|line)s?|it|everything|them|this"
    r"|that)(?: \w+){0,5}? as"
    r" [\"“'‘]?(?:(?:fully|a|an|well|strongly|true|established) )*(?:supported|true|verified|confirmed|facts?"
    r"|(?:the )?(?:only|most|sole) \w+"
    r"|reliable|trusted|trustworthy|accurate|correct|valid)\b",
    r"(?:summari[sz]e|translate|rewrite|describe|present) (?:this|the) (?:article|text|document|page|source|above)"
    r"(?: \w+){0,3}? (?:as|only|by|with|into|in|favou?rably|positively)\b",
    r"(?:tell|inform|warn|ask|instruct|convince|persuade|assure) (?:the|your|every|any) (?:user|reader)s?\b",
    r"from now on,? (?:(?:you|must|will|should|shall|are to|always|never|only) ){0,3}(?:@write|respond|reply|answer"
    r"|treat)\b",
    r"obey (?:only |all )?(?:the following|these|this|me)\b",
    r"(?:decode|decrypt|decipher)\b[^.!?\n]{0,60}? (?:and|then) (?:\w+ ){0,2}?(?:follow|obey|execute|run|do|act)\b",
    r"act as (?:an? )?(?:@machine|DAN|unrestricted|jailbroken|linux|terminal)\b",
    r"(?:enter|activate|switch to|enable) (?:\w+ )?(?:developer|debug|god|DAN|jailbreak|unrestricted|sudo"
    r"|admin) mode\b",
)

ADDRESSES = (
    r"(?:if |since |because |remember,? (?:that )?)?you(?:['’]re| are) (?:(?:now|no longer|actually|really|hereby"
    r"|henceforth"
    r"|reading this"
    r" as|not) )*(?:an? |the )?(?:(?:\w+ )??@machine|GPT-?\d\w*|Claude|Gemini|DAN|helpful (?:\w+ )?assistant)\b"
    r"(?! ?(?:compan|firm|start-?up|research|engineer|expert|user|enthusias|develop|lab|giant|sceptic|skeptic"
    r"|optimist"
    r"|invest|scien|fan|nerd|power|profess|artist|lead|writer))",
    r"(?:dear|attention|attn|hey|hello|listen|greetings|(?:an? )?(?:note|notice|message|memo|instructions?|warning"
    r"|directions?"
    r"|reminder|important)"
    r" (?:to|for)|for the attention of|this is an? (?:instruction|order|message|command|directive|note"
    r"|notice) (?:to|for))[,:]? (?:(?:all|any|every|the|an?|other|fellow|future) ){0,2}(?:@machine|AIs|assistants?"
    r"|(?:ai )?models?"
    r"|checkers?)\b[^.!?\n]{0,50}?(?:[:,;.—–-]|$)",
    r"(?:to|for) (?:(?:all|any|every|the) ){1,2}(?:@machine|AIs|assistants?|models?)\b[^.!?,\n]{0,60}?(?: ?:"
    r"|, (?:please"
    r" )?(?:@ignore|@write))",
    r"(?:if (?:this|the) (?:text|article|page|document) is (?:being )?(?:read|processed"
    r"|summari[sz]ed) by) (?:\w+ ){0,2}?@machine\b",
    r"(?:AI|LLM|ChatGPT|Claude|Gemini|Copilot|Assistant|Model|Checker|Summari[sz]er)s? ?[,:] (?:(?:please|you|now"
    r"|must|should"
    r"|will|always|do not) )*(?:@ignore|@write|respond|reply|answer|summari[sz]e|tell|mark|treat|return|accept"
    r"|stop)\b",
    r"(?:your )?(?:new|updated|revised|real|actual|true|secret|hidden|override|overriding"
    r"|only) (?:system )?(?:instructions?"
    r"|directives?|prompt|task)(?: (?:for|to) (?:you|@machine|the (?:model|assistant)))? ?(?::|(?:is"
    r"|are) (?:now )?(?:to\b|as|the"
    r" following|:))",
    r"you are (?:now )?in (?:developer|debug|god|maintenance|admin|DAN|jailbreak|unrestricted) mode\b",
)

HINTS = (
    r"@ignore (?:\w+ ){0,4}?(?:@thing|checks?|facts|truth|articles?|sources?)\b",
    r"(?:instead,? )?(?:@write|conclude|tell \w+)(?: only| instead| simply| just)? that\b",
    r"instead,? (?:@write|respond|reply|answer|summari[sz]e|conclude)\b",
    r"(?:do not|don['’]t|never) (?:mention|report|cite|quote|summari[sz]e|reveal|refer to)\b",
    r"follow (?:these|the following|my|the new|only (?:these|the)) (?:\w+ )?(?:instructions|rules|steps|orders)\b",
    r"from now on\b",
    r"your (?:\w+ )?task is\b",
    r"your (?:\w+ )?(?:answer|reply|response|report) @must\b",
    r"pretend (?:that )?(?:you|to be)\b",
    r"(?:mark|treat|accept|report|present) [^.!?\n]{1,60}? as (?:\w+ )?(?:fact|true|confirmed|supported|verified)\b",
    r"(?:important|urgent|attention|critical|priority|remember)\b ?[:!]",
    r"(?:the|every|any) (?:brief|summary|briefing|digest|output) @must (?:say|state|mention|include|report|contain"
    r"|conclude)\b",
    r"(?:@write|output|respond|reply|answer)\b[^.!?\n]{0,40}? (?:instead|verbatim)\b",
    r"you (?:must|will|shall|are to|have to) (?:now |only |always |never )?(?:@write|respond|reply|answer|obey"
    r"|follow|comply"
    r"|summari[sz]e|@ignore)\b",
    r"system (?:message|note|notice|update|alert) ?:",
    r"(?:the|this|any) (?:AI|model|assistant|chat ?bot|system) @must (?:\w+ )?(?:@write|answer|respond|reply"
    r"|@ignore)\b",
    r"(?:append|insert|embed|render|load|fetch)\b[^.!?\n]{0,60}?(?:https?://|!\[|image|link)",
    r"(?:new|important|additional|special|further|final) (?:instructions?|directives?|task|orders) ?:",
    r"\bbase ?64\b",
    r"you are (?:now )?(?:an? )?(?:\w+ )?(?:assistant|model|bot|expert|journalist|analyst)\b",
)
"""Orders that people give to people, too: two of them together are none."""
