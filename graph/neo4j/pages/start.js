// Lays Greffier's style, favourites and guide into what Neo4j Browser keeps of its user on this machine, and goes
// there. Only what Greffier laid there before is replaced: a user's own favourites, and what a user has changed of
// the style, stay.
'use strict';

const kept = (key) => JSON.parse(localStorage.getItem(key) || 'null');
const keep = (key, value) => localStorage.setItem(key, JSON.stringify(value));

function sameRule(one, other) {
  const sorted = (rule) => JSON.stringify(Object.entries(rule || {}).sort());
  return sorted(one) === sorted(other);
}

function layStyle(style) {
  const before = kept('greffier.style') || {};
  const now = kept('neo4j.grass') || {};
  const laid = {};
  for (const selector of Object.keys(style)) {
    const changed = selector in before && selector in now && !sameRule(now[selector], before[selector]);
    laid[selector] = changed ? now[selector] : style[selector];
  }
  for (const selector of Object.keys(now)) {
    if (!(selector in laid) && !(selector in before)) laid[selector] = now[selector];
  }
  keep('neo4j.grass', laid);
  keep('greffier.style', style);
}

function layEntries(key, entries) {
  const others = (kept(key) || []).filter((entry) => !String(entry.id).startsWith('greffier-'));
  keep(key, others.concat(entries));
}

function layGuide(guide) {
  const settings = kept('neo4j.settings') || {};
  const before = kept('greffier.first');
  // `:play start` is what the Browser does first where a user has not chosen.
  const chosen = settings.initCmd !== undefined && settings.initCmd !== ':play start' && settings.initCmd !== before;
  const first = ':guide ' + new URL(guide, location.href).href;
  if (!chosen) keep('neo4j.settings', Object.assign(settings, { initCmd: first }));
  keep('greffier.first', first);
}

async function start() {
  const asked = new URLSearchParams(location.search).get('language');
  const language = asked === 'fr' ? 'fr' : 'en';
  const laid = await (await fetch('browser.json')).json();
  layStyle(laid.style);
  layEntries('neo4j.folders', laid[language].folders);
  layEntries('neo4j.documents', laid[language].favourites);
  layGuide('guide.' + language + '.html');
  const server = await (await fetch('/', { headers: { Accept: 'application/json' } })).json();
  location.replace('../?dbms=' + encodeURIComponent(server.bolt_direct.replace('://', '://neo4j@')));
}

start().catch((error) => {
  document.getElementById('told').textContent = 'Greffier: ' + error;
});
