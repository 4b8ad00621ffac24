/** First names common in France, without accents: written by hand for this room. « France » is left out: it is a country here. */
export const FIRST_NAMES: ReadonlySet<string> = new Set(
  (
    'adam adele adrien agathe agnes ahmed aicha aime alain albert alexandra alexandre alexis ali alice alicia ' +
    'aline alix amandine ambre amelie amina amine anais andre andree ange angelique anissa anita anna anne ' +
    'annick annie anouk anthony antoine antonin antony arlette armand arnaud arthur astrid aude audrey ' +
    'augustin aurelie aurelien axel axelle aya baptiste barbara bastien beatrice benedicte benjamin benoit ' +
    'bernadette bernard berthe bertrand brigitte bruno camille capucine carine carole caroline catherine ' +
    'cecile cedric celia celine chantal charlene charles charline charlotte chloe christelle christian ' +
    'christiane christine christophe claire clara claude claudette claudie claudine clelia clemence clement ' +
    'clementine clothilde colette coline constance coralie corentin corinne cyril cyrille damien daniel ' +
    'daniele danielle david deborah delphine denis denise didier dimitri djamel dominique dorian dorothee ' +
    'dylan eddy edgar edith edouard elena eliane elias elisa elisabeth elise elodie eloise elsa emeline emile ' +
    'emilie emma emmanuel emmanuelle enzo eric erika ernest erwan esteban estelle esther etienne eugene eva ' +
    'evelyne fabien fabienne fabrice fanny farid farida fatiha fatima fatou fatoumata felix fernand fernande ' +
    'fiona florence florent florian francesca francine franck francois francoise fred frederic frederique ' +
    'gabin gabriel gabrielle gael gaelle gaetan gaston genevieve geoffrey georges georgette gerald geraldine ' +
    'gerard germaine ghislaine gilbert gilberte gilles ginette gisele gregoire gregory guillaume gustave guy ' +
    'habib hakim hamid hamza hassan helene henri henriette herve hugo hugues ibrahim ines ingrid irene iris ' +
    'isaac isabelle ivan jacqueline jacques jade jamal jamila jean jeanne jeannine jennifer jeremie jeremy ' +
    'jerome jessica joanna joel joelle johan johanna jonathan jordan joseph josephine josette josiane ' +
    'josselin josue jules julia julian julie julien juliette justin justine karim karima karine kelly kenza ' +
    'kevin khadija khaled killian laetitia laila lamia latifa laura laure laurence laurent laurie lea leila ' +
    'lena leo leon leonard leonie leontine leslie liam liliane lilou lina line lionel lisa lise loic lola ' +
    'lorenzo lou louis louisa louise loup luc luca lucas lucie lucien lucienne lucile ludivine ludovic lydia ' +
    'lydie mael maelle maeva magali maite malik mamadou manon manuel marc marcel marcelle marcelline margaux ' +
    'margot marguerite maria mariam mariama marianne marie marielle marilyne marina marine marion marius ' +
    'marjorie marlene martial martin martine maryline maryse mathieu mathilde mathis matteo matthias matthieu ' +
    'maud maurice maurine max maxence maxime maya mehdi melanie melissa melodie mercedes michael michel ' +
    'michele micheline mickael mila mireille moha mohamed mohammed monique morgan morgane mounir mourad ' +
    'moussa muriel mustapha myriam nabil nadege nadia nadine naima nathalie nathan nawel nicolas nicole nina ' +
    'noa noah noel noelle noemie nolan nora norbert nour oceane odette odile olga oliver olivia olivier omar ' +
    'ophelie oscar oumar pablo paola pascal pascale patrice patricia patrick paul paule paulette pauline ' +
    'perrine philippe pierre pierrette quentin rachel rachid rachida raoul raphael raphaelle rayan raymond ' +
    'raymonde rebecca regine regis remi remy renaud rene renee richard rita robert roberte robin rodolphe ' +
    'roger roland rolande romain romane romuald ronan rosalie rose roselyne roxane sabine sabrina sacha said ' +
    'salima salome samia samir samira samuel sandra sandrine sandy sara sarah sebastien serge severine ' +
    'sidonie simon simone sofia sofiane solange solene sonia sophie soraya souad stanislas stephane stephanie ' +
    'steve steven suzanne suzette sylvain sylvaine sylvette sylvia sylviane sylvie tanguy tatiana theo ' +
    'theodore therese thibault thibaut thierry thomas tiphaine titouan tom tony tristan valentin valentine ' +
    'valerie vanessa veronique victoire victor victoria vincent violette virginie viviane vivien wafa walid ' +
    'wendy wilfried william willy xavier yacine yael yanis yann yannick yasmina yasmine yoann yohan yolande ' +
    'youcef youssef youssouf yvan yves yvette yvon yvonne zakaria zineb zoe zohra'
  ).split(' '),
);
