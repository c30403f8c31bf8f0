sessionStorage.setItem('jmir.textsize', 'large');
for (const slot of document.querySelectorAll('[data-own]')) {
  slot.textContent = 'The size is kept in session storage, until this tab is closed.';
}
