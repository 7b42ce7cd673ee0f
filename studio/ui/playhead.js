// Moves a line over the chart of a card while the card's player runs. The chart fills its whole width, so a
// place on it is a time: data.from at the left edge, data.to at the right one, in seconds.
export default function ({ data, parentElement }) {
  const card = parentElement.closest('[class*="st-key-card"]');
  const now = parentElement.querySelector(".now");
  const heard = parentElement.querySelector(".heard");
  if (!card || !now || !heard) return;

  const chart = () => card.querySelector('[data-testid="stVegaLiteChart"]');
  const player = () => card.querySelector("audio");
  const length = data.to - data.from;
  let frame = 0;

  const put = (mark, begin, end, box, origin) => {
    const scale = box.width / length;
    mark.style.left = `${box.left - origin.left + (begin - data.from) * scale}px`;
    mark.style.top = `${box.top - origin.top}px`;
    mark.style.width = `${Math.max((end - begin) * scale, 1.5)}px`;
    mark.style.height = `${box.height}px`;
    mark.style.opacity = 1;
  };

  const draw = () => {
    const audio = player();
    const place = chart();
    const base = now.offsetParent;
    if (!audio || !place || !base || (audio.paused && audio.currentTime === 0)) {
      now.style.opacity = heard.style.opacity = 0;
      return;
    }
    const box = place.getBoundingClientRect();
    const origin = base.getBoundingClientRect();
    const time = audio.currentTime;
    put(now, time, time, box, origin);
    const word = data.words.find(([begin, end]) => begin <= time && time < end);
    if (word) put(heard, word[0], word[1], box, origin);
    else heard.style.opacity = 0;
  };

  const run = () => {
    draw();
    const audio = player();
    frame = audio && !audio.paused ? requestAnimationFrame(run) : 0;
  };

  const begin = (event) => {
    // Two takes are compared one after the other, never at once.
    for (const other of document.querySelectorAll("audio")) if (other !== event.target) other.pause();
    if (!frame) run();
  };

  const seek = (event) => {
    const place = chart();
    const audio = player();
    if (!audio || !place || !place.contains(event.target)) return;
    const box = place.getBoundingClientRect();
    const time = data.from + ((event.clientX - box.left) / box.width) * length;
    audio.currentTime = Math.min(Math.max(time, 0), data.to);
    audio.play();
  };

  card.addEventListener("play", begin, true);
  card.addEventListener("seeked", draw, true);
  card.addEventListener("pause", draw, true);
  card.addEventListener("click", seek);
  window.addEventListener("resize", draw);
  run();
  return () => {
    cancelAnimationFrame(frame);
    card.removeEventListener("play", begin, true);
    card.removeEventListener("seeked", draw, true);
    card.removeEventListener("pause", draw, true);
    card.removeEventListener("click", seek);
    window.removeEventListener("resize", draw);
  };
}
