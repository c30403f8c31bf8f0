const opening = indexedDB.open('face-map', 1);
opening.onupgradeneeded = () => opening.result.createObjectStore('points');
opening.onsuccess = () => {
  const writing = opening.result.transaction('points', 'readwrite');
  writing.objectStore('points').put([0.31, 0.44], 'left-eye');
  writing.oncomplete = () => {
    opening.result.close();
    for (const slot of document.querySelectorAll('[data-own]')) {
      slot.textContent = 'The map is kept in a database of this browser and sent nowhere.';
    }
  };
};
