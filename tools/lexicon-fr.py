"""Lefff (.mlex) to lines of form, UPOS, features, lemma: python3 lexicon-fr.py LEFFF.mlex OUT.tsv"""
import re, sys
out=[]
POS={'v':'VERB','nc':'NOUN','adj':'ADJ','np':'PROPN','adv':'ADV','advneg':'ADV','prep':'ADP','csu':'SCONJ','coo':'CCONJ','det':'DET','pro':'PRON','pri':'PRON','prel':'PRON','cln':'PRON','cld':'PRON','cla':'PRON','clr':'PRON','cll':'PRON','cldr':'PRON','clar':'PRON','clg':'PRON','ilimp':'PRON','caimp':'PRON','ce':'PRON','pres':'INTJ','auxAvoir':'AUX','auxEtre':'AUX','clneg':'ADV','advPref':'ADV','adjPref':'ADJ'}
T={'P':('Ind','Pres'),'F':('Ind','Fut'),'I':('Ind','Imp'),'J':('Ind','Past'),'C':('Cnd','Pres'),'S':('Sub','Pres'),'T':('Sub','Past'),'Y':('Imp','Pres')}
def gn(s):
    f=[]
    if 'm' in s: f.append('Gender=Masc')
    elif 'f' in s: f.append('Gender=Fem')
    if 's' in s: f.append('Number=Sing')
    elif 'p' in s: f.append('Number=Plur')
    return f
seen=set()
pp={}
for line in open(sys.argv[1],encoding='utf-8'):
    c=line.rstrip('\n').split('\t')
    if len(c)>3 and c[1]=='v' and c[3] in('Kms','Km','K'): pp[c[2]]=c[0]
for line in open(sys.argv[1],encoding='utf-8'):
    c=line.rstrip('\n').split('\t')
    if len(c)<4: continue
    form,pos,lemma,tag=c[:4]
    if pos not in POS or not form or '_' in form and pos!='np': continue
    if ' ' in form or ' ' in lemma or '_' in lemma: continue
    u=POS[pos]
    res=[]
    if u in('VERB','AUX'):
        if tag=='W': res=['VerbForm=Inf']
        elif tag=='G': res=['Tense=Pres|VerbForm=Part']
        elif tag.startswith('K'): res=['|'.join(gn(tag[1:])+['Tense=Past','VerbForm=Part'])]
        else:
            m=re.match(r'([A-Z]+)([123]*)([sp]*)$',tag)
            if not m: continue
            for t in m.group(1):
                if t not in T: continue
                for p in m.group(2):
                    for n in m.group(3):
                        mo,te=T[t]
                        res.append(f"Mood={mo}|Number={'Sing' if n=='s' else 'Plur'}|Person={p}|Tense={te}|VerbForm=Fin")
    elif u in('NOUN','ADJ','PROPN','DET','PRON'):
        if pos in('nc','adj','det','np'):
            res=['|'.join(gn(tag))] if u!='PROPN' else ['']
        else: res=['']
    else: res=['']
    if lemma in('cln','cla','cld','clr','cll','clg','cldr','clar','ilimp'): lemma=form
    if u=='ADJ' and lemma in pp and form[:len(pp[lemma])-1]==pp[lemma][:-1] and lemma!=form: lemma=pp[lemma]
    for r in res:
        k=(form,u,r or '_',lemma)
        if k not in seen:
            seen.add(k); out.append(k)
with open(sys.argv[2],'w') as f:
    for k in out: f.write('\t'.join(k)+'\n')
print(len(out), len({k[0].lower() for k in out}))
