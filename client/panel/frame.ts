/** What the page of the plan consists of before its script fills it: the parts that the script looks for by their ids. */
export const frame = `<header>
  <h1 id="name">Sync Plan</h1>
  <span id="facts" class="quiet"></span>
  <div id="actions" class="actions" role="toolbar" aria-label="Plan"></div>
</header>
<p id="error" role="alert" hidden></p>
<section id="notices" aria-label="Good to know" hidden></section>
<section id="answer" aria-label="Answer" hidden></section>
<section id="play" aria-label="Play of the sync" hidden></section>
<div id="stage">
  <main id="scroller"></main>
  <aside id="course" aria-label="Course of the sync" hidden></aside>
</div>
<footer id="details"></footer>
<div id="live" class="only-spoken" role="status"></div>`;
