"""Text in, a Question out: names, years, topic and what is to be computed.

`understand` takes the steps below, in this order. To find the rule behind an answer, look at what was understood
(`bidragslots ask --trace "…"`) and go down the list to the first step that took the text for something else than it
says. The examples show what a file is about; its words stand on top of it, as `phrases`.

1. The text
    text             brought into one shape: entities, odd spaces, piled-up marks
    glued            "skånekommunerna" taken apart
    letters          which sentence of a mail is the question; what is greeting, signature, old thread

2. The names
    names            finds them and masks them: all later steps read "hur mycket får KOMMUNNAMN?"
    reading          the text as its words, with capitals, lists and slots
    name_forms       "Malmö stad", "Gbg": every form that stands for a recipient
    localities       Torslanda lies in a municipality, Oslo in none
    spelling         "Göteborf"
    candidate        what may be a name; then it is judged
    plausible        whether it is one: not a person, a street, half of another name
    word_names       whether "vara" and "mark" are
    name_kinds       whether "Kalmar" is the municipality, the RSS or the county
    vocabulary       the words that the judging goes by
    own              who "vi" are: "jag ringer från Kiruna", a signature
    respelt          the words around them put right: "tilsammans", "oxå", and those written as they are `spoken`

3. What is to be computed
    operations       sum, difference, rank, mean, share, "mer än": which of them, and how many are asked for
    ordinals         "näst störst"
    years            "i fjol", "2024 och 2025"
    amounts          "2,3 mkr"
    beyond           "tio procent av Ales pengar": what is not computed, and so asked back
    claims           "visst får Kiruna fem miljoner?", "Mora blev utan"
    language         Swedish or English

4. No question about the grant
    scope            other money, other matters, orders, abuse
    small_talk       "hej", "tack", "vad kan du?"
    subject          whether the words are the grant's after all

5. Over whom is computed
    groups           all municipalities, a county's, the RSS, those named
    left_out         "alla i Halland utom Halmstad"
    against_mean     "får Mora mer än snittet?"

6. The topic
    topic_choice     puts together what the next ones say
    topics           the classifier's scores, by `topic_features`, `concepts` and `topic_weights`
    phrasings        texts whose topic is known
    sureness         how sure is sure enough, for what
    step_dates       "när senast ska vi redovisa?"
    leave            "får vi slå ihop våra pengar?" asks for no sum
    named_topic      where somebody is named: their amount, or something else about them?
    unnamed_topic    where nobody is
    amount_words     the words in which amounts are asked for, and those that change nothing `beside` them
    asked_clause     the clause that asks, cut out of what stands around it
    whose_money      "vad satsar Ale på skolan?" is not this grant
    against_year     "fick Ale mer 2025 än 2024?"

7. What the rest of a letter adds
    background       who "de" and "båda" are, what is wished for; `background_words` tell it
    named_around     whom its sentences name, deny, or still lack

8. What the chat adds
    conversation     what is remembered
    clarified        "den första", "kommunen", in reply to what was asked back
    follow_up        "och Gällivare?", "samma för 2024"; `follow_up_words` tell it
    asides           "fel kommun!", "ta Gagnef som exempel"
    topic_follow_up  "när?", "till vem?", "varför?"
    recalled         whom "de tre" and "plus Eda" mean
    over_several     "tillsammans?", "vilken av dem får mest?"
    held_against     "så vi får mer än de?"
    carried_kind     "och i Kalmar?" after an RSS is an RSS
    other_kind       "och RSS:en?" after a municipality
    doubts           the last look: what the chat completed, but should rather be asked back

Then the engine (`bot/answers/engine.py`) lets `structures` put an RSS in the place of its municipality, where the RSS
is asked for. What comes out is a Question: `question`. `topic_trial` and `training/` are for who tends the topics.
"""
