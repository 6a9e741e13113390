// The small player at the bottom, while the large one is out of sight and somebody listens.

function makeMini(player, words) {
  const { deck } = player;
  const play = makeButton("play", "Play", () => deck.toggle());
  const back = makeButton("back", `Back ${BACK_SECONDS} seconds`, () => deck.move(-BACK_SECONDS), String(BACK_SECONDS));
  const ahead = makeButton("ahead", `Ahead ${AHEAD_SECONDS} seconds`, () => deck.move(AHEAD_SECONDS), String(AHEAD_SECONDS));
  const title = make("a", { class: "mini-title", href: "#player", dir: "auto" }, words.title);
  const clock = make("span", { class: "mini-clock" });
  const progress = make("div", { class: "mini-progress", "aria-hidden": "true" });
  const mini = make("section", { class: "mini", "aria-label": "Small player", hidden: true });
  play.classList.add("play");
  mini.append(progress, play, back, ahead, title, clock);
  document.body.append(mini);

  let away = false;
  const show = () => {
    const wanted = away && (deck.started || deck.at() > 0);
    if (!wanted && mini.contains(document.activeElement)) return; // don't take the focus away
    mini.hidden = !wanted;
    document.documentElement.classList.toggle("has-mini", wanted);
  };
  new IntersectionObserver((entries) => {
    away = !entries[entries.length - 1].isIntersecting;
    show();
  }).observe(player.element);
  mini.addEventListener("focusout", () => setTimeout(show));
  deck.onTime((at) => {
    const length = deck.length();
    clock.textContent = `${writeClock(at)} / ${writeClock(length)}`;
    progress.style.setProperty("--played", length ? String(Math.min(1, at / length)) : "0");
    show();
  });
  return {
    showPlaying: (playing) => setIcon(play, playing ? "pause" : "play", playing ? "Pause" : "Play"),
    showChapter: (chapter) => (title.textContent = chapter ? chapter.title : words.title),
  };
}
