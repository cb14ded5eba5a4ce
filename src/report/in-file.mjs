/* Puts what the choices of the inputs give in place of what the file opened with. */
(async () => {
  const held = document.querySelector('script[type="text/plain"]');
  if (!held || typeof DecompressionStream === 'undefined') return;
  const bytes = Uint8Array.from(atob(held.textContent.trim()), (one) => one.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  const { follows, bodies } = JSON.parse(await new Response(stream).text());
  const selects = new Map(
    [...document.querySelectorAll('select[data-input]')].map((one) => [one.dataset.input, one]),
  );
  const show = (changed) => {
    for (const [id, names] of Object.entries(follows)) {
      if (changed && !names.includes(changed)) continue;
      const key = names.map((name) => selects.get(name)?.value ?? '').join('\n');
      const place = document.getElementById(id)?.querySelector('.body');
      const body = bodies[id]?.[key];
      if (place && body !== undefined) place.innerHTML = body;
    }
  };
  for (const [name, select] of selects) {
    select.disabled = false;
    select.addEventListener('change', () => show(name));
  }
  document.documentElement.dataset.works = 'yes';
  // A browser that goes back restores the choices, not what followed from them.
  show(null);
})();
