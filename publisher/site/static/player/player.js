// The player, in place of the browser's own controls. Without this script those stay.

function makePlayer(element) {
  const audio = element.querySelector("audio");
  const deck = makeDeck(audio);
  const chapters = readChapters();
  const player = { element, deck, chapters, showKeys: () => {} };
  const words = {
    title: document.querySelector("h1")?.textContent.trim() || document.title,
    show: element.dataset.show || "",
    author: element.dataset.author || "",
    image: document.querySelector(".cover")?.getAttribute("src") || null,
  };
  const controls = makeControls(player);
  const describe = joinMediaSession(deck, words, chapters);
  const mini = makeMini(player, words);
  const showPlaying = () => {
    controls.showPlaying(deck.playing());
    mini.showPlaying(deck.playing());
  };
  for (const event of ["play", "playing", "pause", "ended"]) audio.addEventListener(event, showPlaying);
  followChapters(deck, chapters, (chapter) => {
    controls.showChapter(chapter);
    describe(chapter);
    mini.showChapter(chapter);
  });
  listenToKeys(player);
  audio.controls = false;
  element.append(controls.element);
  element.classList.add("is-ready");
  const left = rememberPosition(deck);
  if (!followMoments(deck) && left) deck.seek(left);
  deck.tell();
  return player;
}

function makeControls(player) {
  const { deck, chapters } = player;
  const play = makeButton("play", "Play", () => deck.toggle());
  play.classList.add("play");
  const back = makeButton("back", `Back ${BACK_SECONDS} seconds`, () => deck.move(-BACK_SECONDS), String(BACK_SECONDS));
  const ahead = makeButton("ahead", `Ahead ${AHEAD_SECONDS} seconds`, () => deck.move(AHEAD_SECONDS), String(AHEAD_SECONDS));
  const buttons = make("div", { class: "buttons" }, back, play, ahead);
  if (chapters.length) {
    buttons.prepend(makeButton("previous", "Previous chapter", () => moveByChapter(deck, chapters, -1)));
    buttons.append(makeButton("next", "Next chapter", () => moveByChapter(deck, chapters, 1)));
  }
  const at = make("span", { class: "at" }, "0:00");
  const left = make("span", { class: "left" });
  const times = make("div", { class: "times", "aria-hidden": "true" }, at, left); // the bar says it
  deck.onTime((seconds) => {
    at.textContent = writeClock(seconds);
    left.textContent = writeClock(deck.length());
  });
  const now = makeNow(chapters);
  const element = make("div", { class: "controls" });
  element.append(now.element, makeSeekBar(deck, chapters), times, make("div", { class: "row" }, buttons, makeMore(player)), makeTrouble(deck));
  return {
    element,
    showPlaying: (playing) => setIcon(play, playing ? "pause" : "play", playing ? "Pause" : "Play"),
    showChapter: now.show,
  };
}

/** The title of the chapter that is heard, and its picture, if chapters have any. */
function makeNow(chapters) {
  const element = make("p", { class: "now", hidden: !chapters.length });
  const image = make("img", { alt: "", width: "40", height: "40", hidden: true });
  const title = make("span", { dir: "auto" });
  element.append(image, title);
  const show = (chapter) => {
    title.textContent = chapter ? chapter.title : "";
    image.hidden = !chapter?.image;
    if (chapter?.image) image.src = chapter.image;
  };
  return { element, show };
}

/** Speed, sound, the link to this moment, and the list of keys. */
function makeMore(player) {
  const { deck } = player;
  const status = makeStatus("told");
  const speed = make("select", { "aria-label": "Speed", title: "Speed" });
  speed.append(...SPEEDS.map((value) => make("option", { value: String(value) }, `${value} ×`)));
  const showSpeed = () => (speed.value = String(deck.audio.playbackRate));
  speed.addEventListener("change", () => deck.setSpeed(Number(speed.value)));
  deck.audio.addEventListener("ratechange", showSpeed);
  showSpeed();
  player.changeSpeed = (steps) => (status.textContent = `Speed ${deck.changeSpeed(steps)} ×`);
  const sound = makeButton("sound", "Sound off", () => (deck.audio.muted = !deck.audio.muted));
  deck.audio.addEventListener("volumechange", () => {
    const muted = deck.audio.muted;
    setIcon(sound, muted ? "muted" : "sound", muted ? "Sound on" : "Sound off");
  });
  const link = makeButton("link", "Copy a link to this moment", async () => {
    const address = momentAddress(deck.at());
    const copied = await copyText(address);
    status.textContent = copied ? `Link to ${writeClock(deck.at())} copied` : address;
  });
  const keys = makeButton("keys", "Keys", () => player.showKeys());
  keys.classList.add("for-keyboards");
  return make("div", { class: "more" }, status, speed, sound, link, keys);
}

/** What went wrong, in words, with ways out. */
function makeTrouble(deck) {
  const words = make("span");
  const again = make("button", { type: "button", class: "button" }, "Try again");
  const element = make("p", { class: "trouble", role: "alert" });
  again.addEventListener("click", deck.play);
  deck.audio.addEventListener("loadstart", () => element.replaceChildren());
  deck.audio.addEventListener("error", () => {
    words.textContent = navigator.onLine
      ? "The audio can’t be loaded. Try again, or download the episode. "
      : "The audio can’t be loaded: you are offline. ";
    element.replaceChildren(words, again);
  });
  return element;
}

document.addEventListener("DOMContentLoaded", () => {
  const element = document.querySelector("[data-player]");
  const player = element?.querySelector("audio") ? makePlayer(element) : null;
  const transcript = document.getElementById("transcript");
  if (transcript) makeTranscript(transcript, player?.deck || null);
});
