# English lexicon: lemmas by part of speech from WordNet, irregular forms from the exception lists, regular inflection by rule.
# Usage: python3 lexicon-en.py SPACY_LOOKUPS_DATA_FOLDER WORDNET_DICT_FOLDER WORDS.tsv CLUSTERS.tsv
import gzip, json, sys

D, WORDNET, WORDS, CLUSTERS = sys.argv[1] + '/', sys.argv[2] + '/', sys.argv[3], sys.argv[4]
L=lambda n: json.load(gzip.open(D+n))
exc=L('en_lemma_exc.json.gz')
out={}
def add(f,u,fe,l):
    if ' ' in f or '_' in f: return
    out[(f,u,fe or '_',l)]=1
V='aeiou'
inv={p:{} for p in exc}
for p,d in exc.items():
    for f,ls in d.items():
        for l in ls: inv[p].setdefault(l,[]).append(f)
def s_form(w):
    if w[-1:] in 'sxz' or w[-2:] in('ch','sh'): return w+'es'
    if w[-1:]=='y' and w[-2:-1] not in V: return w[:-1]+'ies'
    return w+'s'
def ed(w):
    if w.endswith('e'): return w+'d'
    if w[-1:]=='y' and w[-2:-1] not in V: return w[:-1]+'ied'
    return w+'ed'
# Verbs whose past is the bare form: WordNet's exceptions leave them out.
BARE = set('put cut cast set hit hurt let shut split spread cost burst bid rid shed thrust quit upset slit forecast broadcast offset reset read '
           'beset overspread bet wed sublet undercut outbid recast telecast typeset preset knit spit inset misread proofread reread'.split())
def ing(w):
    if w.endswith('ie'): return w[:-2]+'ying'
    if w.endswith('e') and not w.endswith(('ee','oe','ye')): return w[:-1]+'ing'
    return w+'ing'
for pos,f in(('noun','index.noun'),('verb','index.verb'),('adj','index.adj'),('adv','index.adv')):
    for line in open(WORDNET + f,encoding='latin-1'):
        if line.startswith(' '): continue
        w=line.split(' ')[0]
        if '_' in w or not w[0].isalpha(): continue
        ir=inv[pos].get(w,[])
        if pos=='noun':
            add(w,'NOUN','Number=Sing',w)
            for x in (ir or [s_form(w)]): add(x,'NOUN','Number=Plur',w)
        elif pos=='verb':
            add(w,'VERB','VerbForm=Inf',w)
            irs=[x for x in ir if x.endswith('ing')]; ird=[x for x in ir if not x.endswith('ing') and not x.endswith('s')]
            dbl=[w+w[-1]+'ing'] if any(x==w+w[-1]+'ed' for x in ird) or (w in BARE and len(w) < 9 and w[-1] == 't' and w[-2] in V and w[-3] not in V) else []
            for x in set(irs+dbl or [ing(w)]): add(x,'VERB','Tense=Pres|VerbForm=Part',w)
            for x in ([w] if w in BARE else ird or [ed(w)]): add(x,'VERB','Tense=Past|VerbForm=Fin',w); add(x,'VERB','Tense=Past|VerbForm=Part',w)
            add(s_form(w),'VERB','Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin',w)
        elif pos=='adj':
            add(w,'ADJ','Degree=Pos',w)
            for x in ir: add(x,'ADJ','Degree=Sup' if x.endswith('st') else 'Degree=Cmp',w)
        else:
            add(w,'ADV','',w)
with open(WORDS, 'w') as f:
    for k in out: f.write('\t'.join(k)+'\n')
print(len(out))

# Word clusters as bit strings, the most frequent words first.
cl=L('en_lexeme_cluster.json.gz'); pr=L('en_lexeme_prob.json.gz')
ws=sorted((w for w in cl if cl[w] and w.strip() and ' ' not in w and '\t' not in w and '\n' not in w),key=lambda w:-pr.get(w,-30))
ws=ws[:220000]
with open(CLUSTERS, 'w') as f:
    for w in ws:
        f.write(w+'\t'+bin(cl[w])[2:][::-1]+'\n')
