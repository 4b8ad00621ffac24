/** PURE: what the adapter itself says, where no conversation can: of buttons, of places, of what it could not do. */

const FR = {
  answer: 'Répondre',
  form: 'Répondre par formulaire',
  formMore: 'Suite du formulaire',
  formSaved: 'Cette page est enregistrée.',
  formGone: "Ce formulaire n'est plus disponible : la question ou le thème a changé. Écrivez « aide » pour continuer.",
  formEmpty: 'Aucune question ne peut être montrée en formulaire ici. Répondez par écrit.',
  yourAnswer: 'Votre réponse',
  chosen: 'Votre choix :',
  yourWords: 'Votre réponse :',
  written: 'Vous avez répondu par message.',
  menu: 'Choisissez, ou écrivez le numéro',
  menuSeveral: 'Choisissez jusqu’à {n} réponses, ou écrivez leurs numéros',
  menuRange: 'Choix {from} à {to}',
  done: 'Valider mes choix',
  chooseFirst: 'Choisissez d’abord dans les menus au-dessus.',
  tooMany: 'C’est plus que permis : {n} choix au plus. Retirez-en dans les menus au-dessus.',
  received: 'Bien reçu.',
  inPrivateSoon: 'Je vous réponds en message privé.',
  inThread:
    'Vos messages privés sont fermés sur ce serveur : je ne peux pas vous y écrire. Je vous réponds dans un fil privé, ici : {where}',
  threadHello:
    "vos messages privés sont fermés sur ce serveur : je vous réponds donc ici. Ce fil privé n'est lu que par vous, moi et la modération du serveur.",
  threadMute: 'Ici, je ne lis que les boutons, les formulaires et les messages qui me mentionnent.',
  noPlace:
    "Je n'ai pas pu vous répondre : vos messages privés sont fermés, et je n'ai pas le droit d'ouvrir un fil privé ici. Ouvrez vos messages privés pour ce serveur (Paramètres de confidentialité), puis recommencez. Ce que vous avez envoyé est gardé.",
  notYours: "Ces boutons sont ceux d'une autre personne. Pour participer : /contribuer",
  unknownButton: 'Je ne connais pas ce bouton. Écrivez « aide », ou tapez /contribuer.',
  unknownCommand: 'Je ne connais pas cette commande. Tapez /contribuer.',
  notYourMessage:
    "Ce message a été écrit par quelqu'un d'autre : je ne peux le prendre que de son auteur. Vous pouvez en reprendre l'idée avec vos mots.",
  emptyMessage: 'Ce message ne contient pas de texte que je puisse prendre.',
  messageTaken: 'Ce message est pris comme réponse à la question en cours.',
  messageLater:
    "Votre message n'est pas encore pris : commencez un thème, puis refaites ce geste quand je vous pose la question à laquelle il répond.",
  unread: 'Je ne peux lire ici que du texte et des fichiers. Votre message n’a rien changé.',
  mute: 'Je ne peux pas lire vos messages dans ce fil. Utilisez « Répondre », ou mentionnez-moi.',
  fileRefused: "Discord a refusé le fichier joint : il n'est pas là. Le texte ci-dessus reste valable.",
  thread: 'Consultation',
} as const;

type Words = { readonly [K in keyof typeof FR]: string };

const EN: Words = {
  answer: 'Answer',
  form: 'Answer in a form',
  formMore: 'Next page of the form',
  formSaved: 'This page is saved.',
  formGone: 'This form is not available any more: the question or the topic changed. Write “help” to go on.',
  formEmpty: 'No question can be shown as a form here. Please answer by writing.',
  yourAnswer: 'Your answer',
  chosen: 'Your choice:',
  yourWords: 'Your answer:',
  written: 'You answered with a message.',
  menu: 'Choose, or write the number',
  menuSeveral: 'Choose up to {n} answers, or write their numbers',
  menuRange: 'Choices {from} to {to}',
  done: 'Confirm my choices',
  chooseFirst: 'Please choose in the menus above first.',
  tooMany: 'That is more than allowed: {n} choices at most. Take some away in the menus above.',
  received: 'Received.',
  inPrivateSoon: 'I am answering you in a direct message.',
  inThread:
    'Your direct messages are closed on this server, so I cannot write to you there. I am answering you in a private thread, here: {where}',
  threadHello:
    'your direct messages are closed on this server, so I am answering you here. This private thread is read only by you, me and the moderators of the server.',
  threadMute: 'Here I can read buttons, forms and messages that mention me, nothing else.',
  noPlace:
    'I could not answer you: your direct messages are closed, and I may not open a private thread here. Open your direct messages for this server (Privacy settings), then try again. What you sent is kept.',
  notYours: 'These buttons are somebody else’s. To take part: /contribute',
  unknownButton: 'I do not know this button. Write “help”, or type /contribute.',
  unknownCommand: 'I do not know this command. Type /contribute.',
  notYourMessage:
    'Somebody else wrote this message: only its author can give it to me. You may say the same in your own words.',
  emptyMessage: 'This message holds no text that I can take.',
  messageTaken: 'This message is taken as your answer to the present question.',
  messageLater:
    'Your message is not taken yet: begin a topic, then do this again when I ask the question that it answers.',
  unread: 'I can only read text and files here. Your message changed nothing.',
  mute: 'I cannot read your messages in this thread. Use “Answer”, or mention me.',
  fileRefused: 'Discord refused the attached file: it is not here. The text above still holds.',
  thread: 'Consultation',
};

/** The words in the language nearest to the account's or the message's (`en-US`); French otherwise. */
export function wordsFor(lang: string | undefined): Words {
  return /^en\b/i.test(lang ?? '') ? EN : TYPESET;
}

/** `{name}` replaced. */
export function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (all, name: string) => String(values[name] ?? all));
}

/** French no-break spaces, and straight apostrophes. */
const TYPESET = Object.fromEntries(
  Object.entries(FR).map(([key, text]) => [
    key,
    text
      .replace(/’/g, "'")
      .replace(/« /g, '«\u00a0')
      .replace(/ ([»:;?!])/g, '\u00a0$1'),
  ]),
) as unknown as Words;
