// Suggestions under the question box while somebody types; the page does without it.
const box = document.querySelector("form.ask input[name=q]");
const list = document.getElementById("suggestions");
let waiting, asked;

async function suggest() {
  const typed = box.value.trim();
  if (typed.length < 2 || typed === asked) return;
  asked = typed;
  const day = document.getElementById("as_of").value;
  const response = await fetch("/suggest?" + new URLSearchParams(day ? { q: typed, as_of: day } : { q: typed }));
  if (!response.ok || typed !== box.value.trim()) return;
  const { questions } = await response.json();
  list.replaceChildren(...questions.map((question) => Object.assign(document.createElement("option"), { value: question })));
}

box.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(suggest, 200);
});
