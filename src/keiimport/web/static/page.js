// SPDX-License-Identifier: Apache-2.0
// Makes pages nicer; each of them works without it.
"use strict";

for (const button of document.querySelectorAll("button.copy")) {
  const link = document.getElementById(button.dataset.copy);
  if (!link || !navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(link.href);
    button.textContent = "Copied";
  });
}

// on the map the arrow keys go to the next state in their direction
const map = document.querySelector("svg.map");
if (map) {
  const tiles = [...map.querySelectorAll("a")];
  const place = (tile) => [Number(tile.dataset.column), Number(tile.dataset.row)];
  map.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    const here = event.target.closest("a");
    if (!step || !here) return;
    const [x, y] = place(here);
    const ahead = tiles
      .map((tile) => {
        const [column, row] = place(tile);
        const along = (column - x) * step[0] + (row - y) * step[1];
        const aside = Math.abs((column - x) * step[1]) + Math.abs((row - y) * step[0]);
        return { tile, along, far: along + 3 * aside };
      })
      .filter((each) => each.along > 0)
      .sort((one, other) => one.far - other.far);
    if (ahead.length) {
      event.preventDefault();
      ahead[0].tile.focus();
    }
  });
}
