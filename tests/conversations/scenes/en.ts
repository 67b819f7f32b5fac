import type { Passage } from "../../../src/core/grounds.ts";
import type { Place } from "../scene.ts";

const article = (title: string, text: string): Passage => ({
  articleId: 1,
  paragraph: 1,
  title,
  text,
  score: 0.9,
  answers: true,
});

const RETURNS = article(
  "Returning an item",
  "You can return an undamaged item within seven days of delivery. It has to be in its box, with the label on it. To register the return, write the order number, and the courier is booked to collect the parcel.",
);
const WARRANTY = article(
  "Warranty of home appliances",
  "Our home appliances have a warranty of eighteen months. The warranty number stands on the card inside the box.",
);

export const english: Place = {
  language: "en",
  heading: "English",
  organisation: "Harbour Store",
  zone: "Europe/London",
  offset: 0,
  scenes: [
    {
      title: "A parcel that is late, at 23:40",
      look: "Annoyed, with something to act on; the shop's own system knows where the parcel is; the desk is closed, an agent answers in the morning, and the customer confirms.",
      name: "Sarah Miller",
      day: "2026-11-22",
      lines: [
        { at: "23:40", says: "hi, my parcel still hasn't arrived and I'm really tired of this" },
        {
          at: "23:42",
          says: "order number #48217",
          knows: {
            lookups: [
              {
                source: "order",
                subject: "#48217",
                values: { status: "shipped", since: "2026-11-18", expected: "2026-11-20", carrier: "Evri" },
              },
            ],
          },
        },
        {
          at: "23:50",
          says: "so where is it now? I'm still waiting",
          knows: {
            lookups: [
              {
                source: "order",
                subject: "#48217",
                values: { status: "in_transit", tracking: "TX-90412-7", carrier: "Evri" },
              },
            ],
          },
        },
        {
          at: "+1 08:20",
          agent: "Reza",
          says: "Good morning Ms Miller, this is Reza. The parcel was stuck in the Evri depot; it reaches you today before 2 pm.",
        },
        { at: "+1 08:24", says: "thanks for looking into it" },
        { at: "+1 08:26", agent: "Reza", says: "You are welcome. Tell me when it is there." },
        { at: "+1 14:30", agent: "Reza", does: "resolve" },
        { at: "+1 14:41", presses: "confirm:yes" },
      ],
    },
    {
      title: "Furious, and with reason",
      look: "A person is offered first, the reply is short; the second hot message hands over; the question whether it is solved waits until there was time to calm.",
      name: "Mark Evans",
      day: "2026-11-24",
      lines: [
        { at: "10:05", says: "What a disgrace!!! The fridge you sent is broken and does not cool at all, terrible" },
        { at: "10:07", says: "Three days of spoiled food!!! Are you kidding me? This is outrageous" },
        {
          at: "10:15",
          agent: "Mina",
          says: "Mr Evans, this is Mina. An engineer is with you at 4 pm today, and if it cannot be mended we exchange the fridge.",
        },
        { at: "10:18", says: "I hope it's true this time!!! I'm furious" },
        { at: "10:22", agent: "Mina", says: "You are right to worry. I stay on it myself until it is done." },
        { at: "16:50", agent: "Mina", does: "resolve" },
        { at: "18:10", presses: "confirm:yes" },
      ],
    },
    {
      title: "Anger without a word of what happened",
      look: "The ladder: acknowledged, asked one thing, a pause with its end, silence; a calm word is answered at once and starts anew.",
      name: "",
      day: "2026-11-25",
      lines: [
        { at: "21:00", says: "you are garbage" },
        { at: "21:01", says: "bunch of idiots" },
        { at: "21:03", says: "morons" },
        { at: "21:04", says: "idiots" },
        { at: "21:10", says: "sorry for my words. I was charged twice for one order" },
        { at: "21:12", says: "{code}" },
      ],
    },
    {
      title: "A question the knowledge base answers",
      look: "The article's own paragraph with its title, one question whether it helped, and thanks.",
      name: "Nora",
      day: "2026-11-28",
      lines: [
        { at: "11:30", says: "hello" },
        { at: "11:31", says: "what are the conditions for returning an item?", knows: { passages: [RETURNS] } },
        { at: "11:33", says: "yes, thank you" },
      ],
    },
    {
      title: "An answer that was not the right one",
      look: "No is taken for no: a person answers, with a time.",
      name: "Kevin Ross",
      day: "2026-11-29",
      lines: [
        { at: "15:00", says: "how many months of warranty does the hair dryer have?", knows: { passages: [WARRANTY] } },
        { at: "15:01", says: "no" },
        { at: "15:40", agent: "Reza", says: "Hello, the hair dryer has six months, and the card is inside the box." },
        { at: "15:41", says: "thanks" },
        { at: "15:42", agent: "Reza", does: "release" },
        { at: "15:50", says: "bye" },
      ],
    },
    {
      title: "Wants a person, on a Friday",
      look: "Nobody is on shift: when the desk opens is said once, the bot helps meanwhile, nothing is asked twice.",
      name: "Leila Shah",
      day: "2026-12-04",
      lines: [
        { at: "18:00", says: "I want to talk to a person" },
        { at: "18:02", says: "you charged me 25 pounds too much" },
        { at: "18:05", says: "order 77120" },
        { at: "18:06", says: "when do you answer? I'm still waiting" },
        {
          at: "+1 08:12",
          agent: "Mina",
          says: "Ms Shah, this is Mina. I see the extra amount and have asked for it to be returned.",
        },
      ],
    },
    {
      title: "In capitals, with mistakes",
      look: "Typing errors are understood, shouting is heard as anger.",
      name: "BOB",
      day: "2026-12-06",
      lines: [
        { at: "09:10", says: "the phone i bougt is brokn and dosnt turn on" },
        { at: "09:12", says: "order 55012" },
        { at: "09:20", says: "STILL WAITING, WHEN WILL YOU ANSWER" },
        { at: "09:30", says: "let me speak to someone" },
        {
          at: "09:45",
          agent: "Reza",
          says: "Hello Bob, this is Reza. A courier comes tomorrow to exchange the phone.",
        },
      ],
    },
    {
      title: "Changes of mind",
      look: "The order number is corrected, and the wish changes from money to the right item; the case goes on, the code stays, and a no opens it again.",
      name: "Hannah Clarke",
      day: "2026-12-07",
      lines: [
        { at: "12:00", says: "you sent order 33410 in the wrong colour, I want my money back" },
        { at: "12:04", says: "my mistake, it is order 33140" },
        { at: "12:10", says: "I changed my mind, instead of the money send me the blue one" },
        { at: "12:20", says: "{code}" },
        { at: "13:00", agent: "Mina", says: "Ms Clarke, the blue one went out today and reaches you tomorrow." },
        { at: "13:02", agent: "Mina", does: "resolve" },
        { at: "13:05", presses: "confirm:no" },
        { at: "13:06", says: "nothing has come yet" },
        {
          at: "13:12",
          agent: "Mina",
          says: "You are right, we asked too soon. Once it is there tomorrow, I ask again myself.",
        },
      ],
    },
    {
      title: "By text message",
      look: "Every message costs: who speaks, the matter, its time and the code in two segments.",
      name: "",
      day: "2026-12-08",
      channel: "sms",
      lines: [
        { at: "10:00", says: "Order 91823 has not arrived and the courier does not answer" },
        { at: "10:30", says: "still not here" },
        { at: "11:00", says: "what are your opening hours?" },
      ],
    },
    {
      title: "Warm words, and a colleague who was rude",
      look: "Praise is not a case; the complaint after it is; who waits is told the time again.",
      name: "Dr Newman",
      day: "2026-12-09",
      lines: [
        { at: "10:00", says: "thank you so much for the wonderful packaging" },
        { at: "10:05", says: "only the cashier at the Camden branch was very rude to me" },
        { at: "10:08", says: "it was yesterday evening" },
        { at: "10:16", says: "I'm waiting to hear from you" },
        {
          at: "11:00",
          agent: "Reza",
          says: "Dr Newman, this is Reza, who looks after the branches. I spoke with the cashier and apologise to you in person.",
        },
        { at: "11:05", agent: "Reza", does: "resolve" },
        { at: "11:20", says: "yes, it is solved" },
      ],
    },
  ],
};
