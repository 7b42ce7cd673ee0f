// A line's words, marked as the card's player says them; a click on a word plays from there.
export default function ({ data, parentElement, setTriggerValue }) {
  const card = parentElement.closest('[class*="st-key-card"]');
  const place = parentElement.querySelector(".follow");
  if (!card || !place) return;

  place.replaceChildren();
  const marks = data.words.map(([begin, end, first, last], number) => {
    const before = number ? data.words[number - 1][3] : 0;
    place.append(data.text.slice(before, first));
    const mark = document.createElement("span");
    mark.textContent = data.text.slice(first, last);
    mark.onclick = () => {
      const audio = player();
      if (audio) { audio.currentTime = begin; audio.play(); }
    };
    place.append(mark);
    return { mark, begin, end };
  });
  place.append(data.text.slice(data.words.length ? data.words[data.words.length - 1][3] : 0));

  const player = () => card.querySelector("audio");
  let frame = 0;
  const draw = () => {
    const audio = player();
    const time = audio && (!audio.paused || audio.currentTime > 0) && !audio.ended ? audio.currentTime : -1;
    for (const { mark, begin, end } of marks) mark.className = begin <= time && time < end ? "said" : "";
    frame = audio && !audio.paused && !audio.ended ? requestAnimationFrame(draw) : 0;
  };
  const start = () => { if (!frame) draw(); };
  const ended = () => { draw(); if (data.on) setTriggerValue("ended", data.place); };

  card.addEventListener("play", start, true);
  card.addEventListener("seeked", start, true);
  card.addEventListener("ended", ended, true);
  start();
  return () => {
    cancelAnimationFrame(frame);
    card.removeEventListener("play", start, true);
    card.removeEventListener("seeked", start, true);
    card.removeEventListener("ended", ended, true);
  };
}
