// Moments of the audio: how they are written, read, and named in addresses (#t=12:34).

/** Seconds → "12:34" or "1:02:34". */
function writeClock(seconds) {
  const whole = Math.max(0, Math.floor(seconds || 0));
  const two = (value) => String(value).padStart(2, "0");
  const minutes = Math.floor(whole / 60) % 60;
  const hours = Math.floor(whole / 3600);
  return hours ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
}

/** Seconds → "1 hour 2 minutes 34 seconds", for those who listen to the page. */
function sayClock(seconds) {
  const whole = Math.max(0, Math.floor(seconds || 0));
  const parts = [[Math.floor(whole / 3600), "hour"], [Math.floor(whole / 60) % 60, "minute"], [whole % 60, "second"]];
  const said = parts.filter(([value]) => value).map(([value, unit]) => `${value} ${unit}${value === 1 ? "" : "s"}`);
  return said.join(" ") || "0 seconds";
}

/** "754", "12:34", "1:02:03.5" or "1h2m3s" → seconds; null where it is none of these. */
function readClock(text) {
  const spelled = /^(?:(\d{1,4})h)?(?:(\d{1,5})m)?(?:(\d{1,7})s?)?$/.exec(text);
  if (text && spelled) {
    return Number(spelled[1] || 0) * 3600 + Number(spelled[2] || 0) * 60 + Number(spelled[3] || 0);
  }
  const clock = /^(?:(\d{1,4}):)?(\d{1,5}):([0-5]?\d(?:\.\d{1,3})?)$/.exec(text) || /^()()(\d{1,7}(?:\.\d{1,3})?)$/.exec(text);
  return clock ? Number(clock[1] || 0) * 3600 + Number(clock[2] || 0) * 60 + Number(clock[3]) : null;
}

/** "#t=12:34" or "#t=12:34,13:00" (media fragments of the W3C) → {start, end}; else null. */
function readFragment(hash) {
  const found = /^#(?:.*&)?t=(?:npt:)?([^,&]*)(?:,([^&]*))?/.exec(hash || "");
  if (!found) return null;
  const start = found[1] ? readClock(found[1]) : 0;
  const end = found[2] ? readClock(found[2]) : null;
  return start === null ? null : { start, end: end !== null && end > start ? end : null };
}

/** The address of this page at a moment. */
function momentAddress(seconds) {
  return `${location.href.split("#")[0]}#t=${writeClock(seconds)}`;
}
