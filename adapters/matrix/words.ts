/** PURE: what the adapter itself says, where no conversation can: of rooms, of keys. */

const FR = {
  roomName: 'Consultation',
  inThread:
    "Je n'ai pas pu vous ouvrir un salon privé : je vous réponds donc ici, dans ce fil. Les membres du salon peuvent le lire. Répondez toujours dans le fil.",
  inPrivate: 'Je vous réponds dans un salon privé : acceptez mon invitation.',
  undecryptable:
    "Je n'ai pas pu lire votre dernier message : votre application ne m'en a pas donné la clé. Rien d'autre n'a bougé. Renvoyez-le ; si cela recommence, fermez puis rouvrez votre application.",
  notEncrypted: 'Ici, je ne réponds que dans un salon chiffré : je vous en ouvre un, acceptez mon invitation.',
  noEncryption: 'Je ne peux pas lire un salon chiffré. Je vous en ouvre un autre : acceptez mon invitation.',
  fileRefused: "Le serveur a refusé le fichier joint : il n'est pas là. Le texte ci-dessus reste valable.",
  poll: 'Vote',
} as const;

type Words = { readonly [K in keyof typeof FR]: string };

const EN: Words = {
  roomName: 'Consultation',
  inThread:
    'I could not open a private room for you, so I answer here, in this thread. The members of the room can read it. Please always answer in the thread.',
  inPrivate: 'I am answering you in a private room: please accept my invitation.',
  undecryptable:
    'I could not read your last message: your application did not give me its key. Nothing else has changed. Please send it again; if this goes on, close your application and open it again.',
  notEncrypted: 'I only answer in encrypted rooms: I am opening one for you, please accept my invitation.',
  noEncryption: 'I cannot read an encrypted room. I am opening another one: please accept my invitation.',
  fileRefused: 'The server refused the attached file: it is not here. The text above still holds.',
  poll: 'Vote',
};

/** The words in the language nearest to the message's; French otherwise, with its no-break spaces. */
export function wordsFor(lang: string | undefined): Words {
  return /^en\b/i.test(lang ?? '') ? EN : TYPESET;
}

const TYPESET = Object.fromEntries(
  Object.entries(FR).map(([key, text]) => [key, text.replace(/« /g, '«\u00a0').replace(/ ([»:;?!])/g, '\u00a0$1')]),
) as unknown as Words;
