"use strict";

// The chat page. It keeps one thing, in this tab only: the id of the conversation. Every text is put in the page as
// text, never as HTML.

(function () {
  const SITE = "/webhooks/site";
  const KEY = "c";
  const PAUSES = [1000, 3000]; // milliseconds before the network's second and third try
  const TOO_LONG = 30000; // milliseconds
  const ESCAPES = 3;
  const ESCAPES_WITHIN = 2000; // milliseconds

  // Where "Quitter vite" leads: the weather. Anyone looks at it, at any hour, for no reason; it is in French, needs no
  // account, shows nothing personal, and says nothing of the page before. A search page would offer the last searches.
  const ELSEWHERE = document.getElementById("quitter").href;

  const words = document.getElementById("mots").dataset;
  const log = document.getElementById("journal");
  const thread = document.getElementById("fil");
  const waiting = document.getElementById("attente");
  const form = document.getElementById("envoi");
  const field = document.getElementById("saisie");

  let queue = Promise.resolve(); // one message at a time, in the order they were written
  let generation = 0; // an answer that comes back after an erasing is not shown

  // What is kept

  function conversation() {
    try { return sessionStorage.getItem(KEY); } catch (e) { return conversation.here || null; }
  }

  function remember(id) {
    conversation.here = id;
    try {
      if (id) { sessionStorage.setItem(KEY, id); } else { sessionStorage.clear(); }
    } catch (e) { /* storage refused: the page's own memory does */ }
  }

  // The network

  function pause(duration) {
    return new Promise(function (done) { setTimeout(done, duration); });
  }

  async function post(path, body) {
    const limit = new AbortController();
    const timer = setTimeout(function () { limit.abort(); }, TOO_LONG);
    try {
      const response = await fetch(SITE + path, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify(body),
        credentials: "omit",
        referrerPolicy: "no-referrer",
        cache: "no-store",
        signal: limit.signal,
      });
      if (!response.ok) { throw new Error(String(response.status)); }
      return response.status === 204 ? null : await response.json();
    } finally {
      clearTimeout(timer);
    }
  }

  async function persist(path, body) {
    for (const duration of PAUSES) {
      try { return await post(path, body); } catch (e) { await pause(duration); }
    }
    return post(path, body);
  }

  async function exchange(text) {
    if (!conversation()) { remember((await persist("/conversation", {})).sender); }
    // The number lets the server recognise a message that the network sends twice.
    const number = Array.from(crypto.getRandomValues(new Uint32Array(4)), function (n) { return n.toString(16); }).join("-");
    return persist("/webhook", { sender: conversation(), message: text, message_id: number });
  }

  function send(text) {
    const mine = generation;
    queue = queue.then(async function () {
      if (mine !== generation) { return; }
      const slow = setTimeout(function () { waiting.hidden = false; toEnd(); }, 500);
      try {
        const answer = await exchange(text);
        if (mine === generation) { show(answer); }
      } catch (e) {
        if (mine === generation) { failed(text); }
      } finally {
        clearTimeout(slow);
        waiting.hidden = true;
      }
    });
  }

  // What is shown

  function element(name, className, text) {
    const made = document.createElement(name);
    if (className) { made.className = className; }
    if (text !== undefined) { made.textContent = text; }
    return made;
  }

  function turn(className, speaker) {
    const made = element("div", "tour " + className);
    if (speaker) { made.append(element("span", "cache", speaker + " : ")); }
    return made;
  }

  function toEnd() {
    log.lastElementChild?.scrollIntoView({ block: "end" });
  }

  // The start of the answer stays in sight: a bilan is longer than a screen.
  function toStart(parts) {
    const height = log.getBoundingClientRect().bottom - parts[0].getBoundingClientRect().top;
    const long = height > Math.min(thread.clientHeight, window.innerHeight);
    parts[long ? 0 : parts.length - 1].scrollIntoView({ block: long ? "start" : "end" });
  }

  // Long numbers become links; short ones ("17") could be an age, and are in the bar anyway.
  const PHONE = /\b0\d(?:[ .\u00a0\u202f]?\d\d){4}\b|\b(?:3919|3114|3977|116[ \u00a0]?00\d)\b/g;

  function withPhones(target, text) {
    let from = 0;
    for (const found of text.matchAll(PHONE)) {
      const link = element("a", "", found[0]);
      link.href = "tel:" + found[0].replace(/\D/g, "");
      target.append(text.slice(from, found.index), link);
      from = found.index + found[0].length;
    }
    target.append(text.slice(from));
  }

  // French punctuation never begins a line.
  function typeset(text) {
    return text.replace(/ ([:;!?»])/g, "\u00a0$1").replace(/« /g, "«\u00a0");
  }

  // One line of a message is one block: a title in capitals, a point, or the detail of a point.
  function lines(target, text) {
    for (const line of typeset(text).split("\n")) {
      const kind = line.startsWith("•") ? "point" : line.startsWith("  ") ? "detail" : /^[\p{Lu}' ]{6}/u.test(line) ? "titre" : "";
      const made = element("span", ("ligne " + kind).trim());
      withPhones(made, line.trim() + "\n"); // the line's end stays for whoever copies or hears the text
      target.append(made);
    }
  }

  function say(speaker, className, text) {
    const made = turn(className, speaker);
    const paragraph = element("p", "message");
    withPhones(paragraph, text);
    made.append(paragraph);
    log.append(made);
    toEnd();
    return made;
  }

  function group(label) {
    const made = element("div", "choix");
    made.setAttribute("role", "group");
    made.setAttribute("aria-label", label);
    return made;
  }

  // Used once, or overtaken by another question: an old button must not answer the new one.
  function close(choices, chosen) {
    for (const control of choices.querySelectorAll("button, input")) {
      // The pressed one keeps the keyboard's focus: it is only marked as disabled.
      if (control === chosen) {
        control.setAttribute("aria-disabled", "true");
        control.classList.add("choisi");
      } else {
        control.disabled = true;
      }
    }
  }

  function button(choices, label, payload) {
    const made = element("button", "", label);
    made.type = "button";
    made.addEventListener("click", function () {
      if (made.getAttribute("aria-disabled") === "true") { return; }
      close(choices, made);
      say(words.vous, "vous", label);
      send(payload);
    });
    choices.append(made);
  }

  function question(custom) {
    const choices = group(words.choix);
    choices.classList.add("ouvert");
    if (custom.saisie === "date") { dateField(choices, custom.fait); }
    for (const choice of custom.choix || []) {
      button(choices, String(choice.libelle), String(choice.payload || choice.libelle));
    }
    return choices;
  }

  function dateField(choices, fact) {
    const label = element("label", "", words.date);
    const input = element("input");
    input.type = "date";
    input.max = new Date().toISOString().slice(0, 10);
    label.append(input);
    const made = element("button", "", words.dateBouton);
    made.type = "button";
    made.addEventListener("click", function () {
      if (!input.value) { input.focus(); return; }
      if (made.getAttribute("aria-disabled") === "true") { return; }
      close(choices, made);
      say(words.vous, "vous", input.value.split("-").reverse().join("/"));
      send("/repondre" + JSON.stringify({ [fact]: input.value }));
    });
    choices.append(label, made);
  }

  function calls(custom) {
    const links = group(words.appels);
    links.classList.add("appels");
    for (const line of custom.numeros || []) {
      const number = String(line.numero).replace(/\D/g, "");
      const link = element("a");
      link.href = (number === "114" ? "sms:" : "tel:") + number; // 114 is made for people who cannot speak
      link.append(element("b", "", line.numero), " ", line.nom);
      links.append(link);
    }
    return links;
  }

  // The calendar comes in the message and is made a file here: no address, and so no server's log, holds the date.
  function deadline(custom) {
    const choices = group(words.agenda);
    const plain = element("input");
    plain.type = "checkbox";
    const label = element("label", "case");
    label.append(plain, " " + words.agendaExplicite);
    const made = element("button", "", words.agenda);
    made.type = "button";
    made.addEventListener("click", function () {
      save(custom.calendrier[plain.checked ? "explicite" : "neutre"]);
    });
    choices.append(label, made);
    return choices;
  }

  function save(calendar) {
    const link = element("a");
    link.href = URL.createObjectURL(new Blob([calendar], { type: "text/calendar;charset=utf-8" }));
    link.download = words.agendaFichier; // a name that says nothing
    link.click();
    setTimeout(function () { URL.revokeObjectURL(link.href); }, 1000);
  }

  // The texts say everything; a `custom` only adds what can be pressed, and a colour.
  const CUSTOMS = { question: question, urgence: calls, echeance: deadline };
  const MARKED = ["bilan", "comparaison", "reponse", "urgence"];

  function show(answer) {
    let made = null;
    const parts = [];
    let secondary = null; // "why this question?" comes after the answers to the question
    // The possible answers are said in words for channels without buttons; here they are buttons.
    const listed = new Set(answer.map(function (m) { return m.custom?.texte_choix; }).filter(Boolean));
    function current() {
      if (!made) {
        made = turn("assistant", words.assistant);
        parts.push(made);
      }
      return made;
    }
    for (const message of answer) {
      // The server gives a new conversation when it no longer knows ours.
      if (message.recipient_id) { remember(message.recipient_id); }
      if (message.text && !listed.has(message.text)) {
        const paragraph = element("p", "message");
        lines(paragraph, message.text);
        current().append(paragraph);
      }
      if (message.buttons) {
        const offered = question({ choix: message.buttons.map(function (b) { return { libelle: b.title, payload: b.payload }; }) });
        if (listed.size) {
          offered.classList.add("secondaire");
          secondary = offered;
        } else {
          current().append(offered);
        }
      }
      if (message.custom) {
        const type = message.custom.type;
        if (Object.hasOwn(CUSTOMS, type)) { current().append(CUSTOMS[type](message.custom)); }
        if (type === "question" && secondary) {
          current().append(secondary);
          secondary = null;
        }
        if (MARKED.includes(type)) { current().classList.add(type); }
        made = null; // what follows is a block of its own: a question still waiting, after an answer
      }
    }
    if (parts.some(function (part) { return part.querySelector(".ouvert"); })) {
      for (const choices of log.querySelectorAll(".ouvert")) {
        close(choices, choices.querySelector(".choisi"));
        choices.classList.remove("ouvert");
      }
    }
    log.append(...parts);
    if (parts.length) { toStart(parts); }
  }

  function failed(text) {
    const made = say(words.assistant, "panne", words.panne);
    again(made, words.reessayer, function () { send(text); });
  }

  function again(made, label, action) {
    const choices = group(label);
    const control = element("button", "", label);
    control.type = "button";
    control.addEventListener("click", function () {
      if (control.getAttribute("aria-disabled") === "true") { return; }
      close(choices, control);
      action();
    });
    choices.append(control);
    made.append(choices);
    toEnd();
  }

  // Leaving

  function beacon() {
    const id = conversation();
    // A string, not a Blob of JSON: it needs no permission of the server first.
    return id ? navigator.sendBeacon(SITE + "/effacer", JSON.stringify({ sender: id })) : true;
  }

  function leave(event) {
    if (event) { event.preventDefault(); }
    document.documentElement.classList.add("parti");
    log.replaceChildren();
    field.value = "";
    generation += 1;
    try { beacon(); } catch (e) { /* leaving matters more; the conversation expires by itself */ }
    remember(null);
    // Replaces this page in the tab's history: "back" does not return here.
    window.location.replace(ELSEWHERE);
  }

  async function erase() {
    const id = conversation();
    generation += 1;
    log.replaceChildren();
    field.value = "";
    remember(null);
    let sentence = words.efface;
    if (id) {
      try { await post("/effacer", { sender: id }); } catch (e) { sentence = words.pasEfface; }
    }
    again(say("", "page", sentence), words.recommencer, begin);
    field.focus();
  }

  let escapes = [];

  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape") { escapes = []; return; }
    escapes = escapes.concat(event.timeStamp).slice(-ESCAPES);
    if (escapes.length === ESCAPES && event.timeStamp - escapes[0] < ESCAPES_WITHIN) { leave(); }
  });

  document.getElementById("quitter").addEventListener("click", leave);
  document.getElementById("effacer").addEventListener("click", erase);

  // Writing

  function submit(event) {
    if (event) { event.preventDefault(); }
    const text = field.value.trim();
    if (!text) { field.focus(); return; }
    field.value = "";
    fit();
    say(words.vous, "vous", text);
    send(text);
  }

  function fit() {
    field.style.height = "auto";
    field.style.height = field.scrollHeight + 2 + "px";
  }

  form.addEventListener("submit", submit);
  field.addEventListener("input", fit);
  field.addEventListener("keydown", function (event) {
    const onPhone = window.matchMedia("(pointer: coarse)").matches;
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing && !onPhone) { submit(event); }
  });

  function begin() {
    send(conversation() ? words.reprise : words.premier);
  }

  // Come back by the browser's own cache after leaving: nothing may show again.
  window.addEventListener("pageshow", function (event) {
    if (event.persisted && document.documentElement.classList.contains("parti")) { window.location.replace(ELSEWHERE); }
  });

  form.hidden = false;
  document.getElementById("effacer").hidden = false;
  begin();
})();
