// The deck: the page's audio element, and all that the parts of the player ask of it.

const BACK_SECONDS = 15;
const AHEAD_SECONDS = 30;
const SPEEDS = [0.75, 1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3];

function makeDeck(audio) {
  const told = Number(audio.dataset.duration) || 0; // known before any of the audio is loaded
  const listeners = [];
  const deck = {
    audio,
    started: false,
    end: null, // where an excerpt (#t=1:00,2:00) ends

    at: () => audio.currentTime,
    length: () => (Number.isFinite(audio.duration) && audio.duration > 0 ? audio.duration : told),
    playing: () => !audio.paused && !audio.ended,
    onTime: (listener) => listeners.push(listener),
    tell: () => listeners.forEach((listener) => listener(deck.at())),

    /** Go to a moment. Before the audio is loaded, it is where it will start. */
    seek(seconds) {
      const most = deck.length() || Infinity;
      deck.end = null;
      audio.currentTime = Math.min(Math.max(0, seconds), most);
      deck.tell();
    },
    move: (seconds) => deck.seek(deck.at() + seconds),
    play() {
      if (audio.ended) audio.currentTime = 0;
      if (audio.error) {
        const at = deck.at(); // what failed once is tried anew, from where it was
        audio.load();
        audio.currentTime = at;
      }
      // A refusal (no gesture yet, no audio) shows as "paused", and errors tell of themselves.
      audio.play()?.catch(() => {});
    },
    toggle: () => (deck.playing() ? audio.pause() : deck.play()),
    playFrom(seconds) {
      deck.seek(seconds);
      deck.play();
    },
    setSpeed(speed) {
      audio.defaultPlaybackRate = audio.playbackRate = speed;
      remember("speed", speed === 1 ? null : speed);
    },
    changeSpeed(steps) {
      const index = SPEEDS.findIndex((speed) => speed >= audio.playbackRate - 0.01);
      const next = SPEEDS[Math.min(Math.max(0, index + steps), SPEEDS.length - 1)];
      deck.setSpeed(next);
      return next;
    },
  };
  audio.addEventListener("play", () => (deck.started = true));
  for (const event of ["timeupdate", "seeked", "loadedmetadata", "durationchange", "ended"]) {
    audio.addEventListener(event, deck.tell);
  }
  deck.onTime((at) => {
    if (deck.end !== null && at >= deck.end) {
      deck.end = null;
      audio.pause();
    }
  });
  const speed = Number(recall("speed"));
  if (SPEEDS.includes(speed)) deck.setSpeed(speed);
  return deck;
}

/** Let addresses and links lead into the audio. Returns whether the page was opened at a moment. */
function followMoments(deck) {
  const go = (play) => {
    const moment = readFragment(location.hash);
    if (!moment) return false;
    deck.seek(moment.start);
    deck.end = moment.end;
    if (play) deck.play();
    return true;
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.('a[href^="#t="]');
    if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    if (!readFragment(link.hash)) return;
    event.preventDefault();
    history.replaceState(history.state, "", link.hash);
    go(true);
  });
  addEventListener("hashchange", () => go(deck.started));
  return go(false);
}
