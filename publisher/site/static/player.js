// Moments in the notes (#t=95) move the player there.
"use strict";

const audio = document.querySelector("audio");

function seek(play) {
  const found = /^#t=(\d+)$/.exec(location.hash);
  if (!audio || !found) return;
  audio.currentTime = Number(found[1]);
  if (play) audio.play();
}

addEventListener("hashchange", () => seek(true));
document.addEventListener("click", (event) => {
  const link = event.target.closest('a[href^="#t="]');
  if (link && link.hash === location.hash) seek(true);
});
seek(false);
