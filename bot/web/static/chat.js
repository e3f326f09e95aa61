// Spares the reload: sends the page's own forms in the background and puts in the part that comes back.
(() => {
  "use strict";

  const PART = { "Bidragslots-Part": "1" };
  const chat = document.querySelector(".chat");
  const log = document.getElementById("log");
  const composer = document.getElementById("composer");
  const field = document.getElementById("question");
  if (!chat || !log || !window.fetch || !window.URLSearchParams) return;

  const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
  let busy = false;

  function element(tag, className, text) {
    const made = document.createElement(tag);
    if (className) made.className = className;
    if (text) made.textContent = text;
    return made;
  }

  function waiting(text) {
    const exchange = element("article", "exchange pending");
    const question = element("div", "question");
    question.append(element("h3", "hidden", chat.dataset.you), element("p", "", text || chat.dataset.empty));
    const answer = element("div", "answer");
    answer.append(element("p", "text", chat.dataset.thinking));
    exchange.append(question, answer);
    return exchange;
  }

  function parsed(html) {
    const template = document.createElement("template");
    template.innerHTML = html;
    return template.content.firstElementChild;
  }

  function show(exchange) {
    document.body.classList.add("talking");
    document.getElementById("conversation").hidden = false;
    exchange.scrollIntoView({ block: "start", behavior: calm.matches ? "auto" : "smooth" });
  }

  async function send(form, data) {
    return fetch(form.action, { method: "POST", body: new URLSearchParams(data), headers: PART });
  }

  async function ask(form, data) {
    if (busy) return;
    busy = true;
    const text = (data.get("text") || "").toString().trim();
    const pending = waiting(text);
    log.setAttribute("aria-busy", "true");
    log.append(pending);
    if (form === composer) field.value = "";
    resize();
    show(pending);
    try {
      const response = await send(form, data);
      if (!response.ok) throw new Error(String(response.status));
      const exchange = parsed(await response.text());
      pending.replaceWith(exchange);
      show(exchange);
    } catch (error) {
      trouble(pending, form, data, error.message === "429" ? chat.dataset.tooMany : chat.dataset.failed);
    } finally {
      busy = false;
      log.removeAttribute("aria-busy");
      if (!document.activeElement || document.activeElement === document.body) field.focus({ preventScroll: true });
    }
  }

  function trouble(pending, form, data, message) {
    pending.classList.replace("pending", "trouble");
    const text = pending.querySelector(".text");
    text.textContent = message;
    const again = element("button", "secondary", chat.dataset.retry);
    again.type = "button";
    again.addEventListener("click", () => {
      pending.remove();
      ask(form, data);
    });
    text.after(again);
  }

  async function change(form, data) {
    const exchange = form.closest(".exchange");
    try {
      const response = await send(form, data);
      if (!response.ok) throw new Error(String(response.status));
      const changed = parsed(await response.text());
      exchange.replaceWith(changed);
      (changed.querySelector("[aria-invalid]") || changed.querySelector("summary") || field).focus({ preventScroll: true });
    } catch (error) {
      const message = error.message === "404" ? chat.dataset.gone : chat.dataset.failed;
      const note = element("p", "problem", message);
      note.setAttribute("role", "alert");
      form.replaceWith(note);
    }
  }

  function resize() {
    field.style.height = "";
    if (field.scrollHeight > field.clientHeight) field.style.height = `${field.scrollHeight + 4}px`;
  }

  document.addEventListener("submit", (event) => {
    const form = event.target;
    const handle = "ask" in form.dataset ? ask : "part" in form.dataset ? change : null;
    if (!handle) return;
    event.preventDefault();
    const data = new FormData(form);
    if (event.submitter && event.submitter.name) data.set(event.submitter.name, event.submitter.value);
    handle(form, data);
  });

  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    composer.requestSubmit();
  });
  field.addEventListener("input", resize);

  if (log.children.length) {
    document.body.classList.add("talking");
    const latest = log.lastElementChild;
    if (location.hash !== "#latest" && !location.hash) latest.scrollIntoView({ block: "start" });
  }
})();
