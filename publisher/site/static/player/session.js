// The keys of keyboards, headphones and lock screens: the Media Session API.

function joinMediaSession(deck, words, chapters) {
  const session = navigator.mediaSession;
  if (!session || typeof MediaMetadata === "undefined") return () => {};
  const describe = (chapter) => {
    const image = chapter?.image || words.image;
    session.metadata = new MediaMetadata({
      title: chapter ? `${chapter.title} – ${words.title}` : words.title,
      artist: words.author || words.show,
      album: words.show,
      artwork: image ? [{ src: new URL(image, location.href).href }] : [],
    });
  };
  const actions = {
    play: () => deck.play(),
    pause: () => deck.audio.pause(),
    stop: () => deck.audio.pause(),
    seekbackward: (details) => deck.move(-(details.seekOffset || BACK_SECONDS)),
    seekforward: (details) => deck.move(details.seekOffset || AHEAD_SECONDS),
    seekto: (details) => deck.seek(details.seekTime),
  };
  if (chapters.length) {
    actions.previoustrack = () => moveByChapter(deck, chapters, -1);
    actions.nexttrack = () => moveByChapter(deck, chapters, 1);
  }
  for (const [action, handler] of Object.entries(actions)) {
    try {
      session.setActionHandler(action, handler);
    } catch {
      // This browser doesn't know the action.
    }
  }
  const place = () => {
    const duration = deck.length();
    if (!duration || !session.setPositionState) return;
    const position = Math.min(deck.at(), duration);
    session.setPositionState({ duration, position, playbackRate: deck.audio.playbackRate });
  };
  for (const event of ["loadedmetadata", "seeked", "ratechange", "play"]) {
    deck.audio.addEventListener(event, place);
  }
  deck.audio.addEventListener("play", () => (session.playbackState = "playing"));
  deck.audio.addEventListener("pause", () => (session.playbackState = "paused"));
  describe(null);
  return describe;
}
