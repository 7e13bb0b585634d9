"use strict";
(function () {
  var root = document.documentElement;
  var languages = ["en", "ar"];

  function shown() {
    return languages.find(function (l) {
      return document.getElementById("show-" + l).checked;
    });
  }

  function follow() {
    var lang = shown();
    var page = document.querySelector(".page." + lang);
    root.lang = lang;
    root.dir = page.dir;
    document.title = page.dataset.title;
  }

  // A link to a place in the other language shows that language; a closed text opens.
  function reveal() {
    var id = decodeURIComponent(location.hash.slice(1));
    var place = id && document.getElementById(id);
    if (!place) return;
    languages.forEach(function (l) {
      if (id.indexOf(l + "-") === 0) document.getElementById("show-" + l).checked = true;
    });
    follow();
    for (var at = place.parentElement; at; at = at.parentElement) {
      if (at.tagName === "DETAILS") at.open = true;
    }
    place.scrollIntoView({ block: "center" });
  }

  // Words that lie under several marks are lit as a whole.
  function light(link) {
    document.querySelectorAll("mark.lit").forEach(function (m) {
      m.classList.remove("lit");
    });
    var first = document.getElementById(link.hash.slice(1));
    if (!first) return;
    first.parentElement.querySelectorAll("mark").forEach(function (m) {
      var at = Number(m.dataset.at);
      if (at >= Number(first.dataset.at) && at < Number(link.dataset.to)) m.classList.add("lit");
    });
  }

  var asked = new URLSearchParams(location.search).get("lang");
  if (languages.indexOf(asked) >= 0) {
    document.getElementById("show-" + asked).checked = true;
  } else if (/^ar\b/.test(navigator.language)) {
    document.getElementById("show-ar").checked = true;
  }
  languages.forEach(function (l) {
    document.getElementById("show-" + l).addEventListener("change", follow);
  });
  document.addEventListener("click", function (event) {
    var link = event.target.closest && event.target.closest("a.cite");
    if (link) {
      light(link);
      if (link.hash === location.hash) reveal();
    }
  });
  window.addEventListener("hashchange", reveal);
  window.addEventListener("beforeprint", function () {
    document.querySelectorAll("details").forEach(function (d) {
      d.open = true;
    });
  });
  follow();
  reveal();
})();
