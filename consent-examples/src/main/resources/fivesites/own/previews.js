localStorage.setItem('imgbin.previews', JSON.stringify(['cat-17', 'kite-4']));
for (const slot of document.querySelectorAll('[data-own]')) {
  slot.textContent = 'Two previews are kept in local storage.';
}
