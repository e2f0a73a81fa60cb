// Asks the server for the ensemble each second and shows the answer. When no answer comes, what is shown stays, marked as old.

const INTERVAL = 1000;
const PATIENCE = 3000;
const STALE_AFTER = 3500;
const POINTS = 60;
const EVENTS = 50;

const WIDTH = 240;
const HEIGHT = 44;

const byId = (id) => document.getElementById(id);
const numbers = new Intl.NumberFormat("en");
const moments = new Intl.DateTimeFormat("en", { dateStyle: "short", timeStyle: "medium", hour12: false });
const times = new Intl.DateTimeFormat("en", { hour: "2-digit", minute: "2-digit", second: "2-digit", hour12: false });

const ROLES = {
  leader: "the leader",
  follower: "a follower",
  observer: "an observer",
  standalone: "standalone",
  "read-only": "read-only",
  looking: "looking for a leader",
};

const cards = new Map();
const state = { paused: false, answeredAt: 0, health: "unknown", newestEvent: null };

function show(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

function duration(millis) {
  const seconds = Math.floor(millis / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${seconds % 60} s`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return `${hours} h ${minutes % 60} min`;
  return `${Math.floor(hours / 24)} days ${hours % 24} h`;
}

// Requests per second of one member, from the counters of successive answers; one point an answer.
class Throughput {
  points = [];
  last = null;

  add(received, uptime, now) {
    const last = this.last;
    this.last = { received, uptime, now };
    // The first answer has nothing to compare with, and a restarted server counts from the start.
    if (!last || received < last.received || now <= last.now) return;
    // The same report shown again says nothing new about the rate.
    if (uptime === last.uptime) {
      this.last = last;
      return;
    }
    const elapsed = uptime > last.uptime ? uptime - last.uptime : now - last.now;
    this.push((received - last.received) * 1000 / elapsed);
  }

  push(rate) {
    this.points.push(rate);
    if (this.points.length > POINTS) this.points.shift();
  }

  gone() {
    this.last = null;
    if (this.points.length > 0) this.push(0);
  }

  get current() {
    return this.points.length === 0 ? null : this.points[this.points.length - 1];
  }
}

class Card {
  constructor(id) {
    this.id = id;
    this.throughput = new Throughput();
    this.item = byId("member").content.firstElementChild.cloneNode(true);
    this.article = this.item.querySelector("article");
    this.fields = new Map();
    for (const element of this.item.querySelectorAll("[data-field]")) this.fields.set(element.dataset.field, element);
    const title = this.fields.get("title");
    title.id = `server-${id}`;
    this.article.setAttribute("aria-labelledby", title.id);
    this.spark = this.item.querySelector(".spark");
  }

  set(field, text) {
    show(this.fields.get(field), text);
  }

  update(member, local, now) {
    const standalone = member.report?.standing.role === "standalone";
    this.set("title", standalone ? "Server" : `Server ${member.id}`);
    this.set("host", member.host);
    this.fields.get("here").hidden = !local;
    this.standing(member);
    this.link(member, local);
    if (member.report) this.figures(member.report);
    if (member.report && member.reachable) {
      this.throughput.add(member.report.load.packetsReceived, member.report.load.uptimeMillis, now);
    } else {
      this.throughput.gone();
    }
    this.drawThroughput();
  }

  standing(member) {
    const standing = member.report?.standing;
    const gone = !member.reachable;
    const trouble = !gone && !standing.serving;
    this.article.dataset.state = gone ? "gone" : trouble ? "trouble" : "well";
    this.article.dataset.role = gone ? "" : standing.role;
    this.set("role", gone ? "unreachable" : standing.role);
    const note = this.fields.get("note");
    note.hidden = !gone && !trouble;
    if (gone) {
      show(note, member.report
        ? `Not heard for ${duration(member.ageMillis)}. It was ${ROLES[standing.role]}; the figures are from then.`
        : "Not heard since this server started.");
    } else if (trouble) {
      show(note, standing.leaderId === 0
        ? "Not serving: no leader is known."
        : `Not serving: catching up with server ${standing.leaderId}.`);
    }
  }

  figures(report) {
    const { standing, progress, load } = report;
    const behind = progress.lagEntries > 0 || progress.lagMillis > 0;
    this.set("lag", behind
      ? `${numbers.format(progress.lagEntries)} ${progress.lagEntries === 1 ? "entry" : "entries"}, ${numbers.format(progress.lagMillis)} ms`
      : "none (0, 0 ms)");
    this.fields.get("lag").classList.toggle("behind", progress.lagMillis >= 1000);
    this.set("term", numbers.format(standing.term));
    this.set("commit", numbers.format(progress.commitIndex));
    this.set("applied", numbers.format(progress.appliedIndex));
    this.set("sessions", numbers.format(load.sessions));
    this.set("connections", numbers.format(load.connections));
    this.set("outstanding", numbers.format(load.outstanding));
    this.set("zxid", progress.zxid);
    this.set("roleAge", duration(standing.roleAgeMillis));
    this.set("uptime", duration(load.uptimeMillis));
  }

  link(member, local) {
    const link = this.fields.get("link");
    const url = member.report?.adminUrl ?? "";
    link.parentElement.hidden = local || !/^https?:\/\//.test(url);
    if (link.getAttribute("href") !== url) link.href = url;
    link.setAttribute("aria-label", `Console of server ${member.id}`);
  }

  drawThroughput() {
    const points = this.throughput.points;
    const rate = this.throughput.current;
    this.set("rate", rate === null ? "–" : numbers.format(Math.round(rate)));
    const highest = Math.max(1, ...points);
    this.spark.setAttribute("aria-label", rate === null
      ? "No requests measured yet"
      : `Requests per second, now ${Math.round(rate)}, at most ${Math.round(highest)} in the last minute`);
    if (points.length < 2) return;
    const step = WIDTH / (POINTS - 1);
    const left = WIDTH - (points.length - 1) * step;
    const line = points
      .map((value, index) => `${(left + index * step).toFixed(1)} ${(HEIGHT - 2 - (value / highest) * (HEIGHT - 6)).toFixed(1)}`)
      .join("L");
    this.spark.querySelector(".line").setAttribute("d", `M${line}`);
    this.spark.querySelector(".area").setAttribute("d", `M${left.toFixed(1)} ${HEIGHT}L${line}L${WIDTH} ${HEIGHT}Z`);
  }
}

function showHealth(health) {
  if (state.health === health) return;
  state.health = health;
  byId("health").dataset.health = health;
  show(byId("health"), health);
  document.title = health === "healthy" ? "Corral" : `${health} – Corral`;
}

function showMembers(ensemble, now) {
  const list = byId("members");
  const present = new Set(ensemble.members.map((member) => member.id));
  for (const [id, card] of cards) {
    if (!present.has(id)) {
      card.item.remove();
      cards.delete(id);
    }
  }
  for (const member of ensemble.members) {
    let card = cards.get(member.id);
    if (!card) {
      card = new Card(member.id);
      cards.set(member.id, card);
      list.append(card.item);
    }
    card.update(member, member.id === ensemble.localId, now);
  }
}

function showFacts(ensemble) {
  const heard = ensemble.members.filter((member) => member.report && member.reachable);
  const standalone = heard.some((member) => member.report.standing.role === "standalone");
  const sum = (value) => heard.reduce((total, member) => total + value(member), 0);
  const rate = sum((member) => cards.get(member.id).throughput.current ?? 0);
  show(byId("leader"), standalone ? "standalone" : ensemble.leaderId === 0 ? "none" : `Server ${ensemble.leaderId}`);
  show(byId("term"), numbers.format(ensemble.term));
  show(byId("commit"), heard.length === 0
    ? "–"
    : numbers.format(Math.max(...heard.map((member) => member.report.progress.commitIndex))));
  show(byId("sessions"), numbers.format(sum((member) => member.report.load.sessions)));
  show(byId("rate"), `${numbers.format(Math.round(rate))} / s`);
  show(byId("summary"), ensemble.summary);
  show(byId("version"), ensemble.version);
}

function showAnswer(ensemble) {
  state.answeredAt = Date.now();
  showHealth(ensemble.health);
  showMembers(ensemble, state.answeredAt);
  showFacts(ensemble);
}

// Rebuilt only when something has happened; restarts of the server count from 1 again.
function showEvents(events) {
  const newest = events.length === 0 ? "" : `${events[0].number} ${events[0].at}`;
  if (state.newestEvent === newest) return;
  state.newestEvent = newest;
  byId("no-events").hidden = events.length > 0;
  byId("events").replaceChildren(...events.slice(0, EVENTS).map((event) => {
    const item = document.createElement("li");
    item.dataset.kind = event.kind;
    const when = document.createElement("time");
    when.dateTime = event.at;
    when.textContent = moments.format(new Date(event.at));
    const what = document.createElement("span");
    what.className = "what";
    what.textContent = event.text;
    item.append(when, what);
    return item;
  }));
}

function showFreshness() {
  const alarm = byId("alarm");
  const fresh = byId("fresh");
  const age = Date.now() - state.answeredAt;
  const stale = age > STALE_AFTER && !state.paused;
  document.body.toggleAttribute("data-stale", stale);
  if (state.answeredAt === 0) {
    if (!stale || performance.now() < STALE_AFTER) return;
    showHealth("unreachable");
    alarm.hidden = false;
    show(alarm, "This server does not answer.");
    return;
  }
  const at = times.format(state.answeredAt);
  if (state.paused) {
    show(fresh, `paused at ${at}`);
  } else {
    show(fresh, stale ? `from ${at}, ${duration(age)} ago` : `live, ${at}`);
  }
  alarm.hidden = !stale;
  if (stale) {
    showHealth("unreachable");
    show(alarm, `This server has not answered since ${at}. What is shown is from then.`);
  }
}

async function ask(path) {
  const response = await fetch(path, { signal: AbortSignal.timeout(PATIENCE), cache: "no-store" });
  if (!response.ok) throw new Error(`status ${response.status}`);
  return response.json();
}

async function live() {
  for (;;) {
    if (!state.paused && !document.hidden) {
      try {
        const answer = await ask("/api/ensemble");
        if (!state.paused) showAnswer(answer);
        const events = await ask("/api/events");
        if (!state.paused) showEvents(events);
      } catch {
        // The age of the last answer tells; showFreshness shows it.
      }
    }
    showFreshness();
    await new Promise((resolve) => setTimeout(resolve, INTERVAL));
  }
}

byId("pause").addEventListener("click", () => {
  state.paused = !state.paused;
  byId("pause").setAttribute("aria-pressed", String(state.paused));
  show(byId("pause"), state.paused ? "Resume" : "Pause");
  showFreshness();
});

live();
