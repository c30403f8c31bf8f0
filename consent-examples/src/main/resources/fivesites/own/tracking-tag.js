for (const slot of document.querySelectorAll('[data-own]')) {
  slot.textContent = 'The tag ran in this page.';
}
