// What allauth's scripts do not say: that a passkey did not work, and that this page cannot use one.
(function () {
  function show (name) {
    var words = document.querySelector('[data-passkey-' + name + ']')
    if (words) words.hidden = false
  }

  document.addEventListener('allauth.error', function (event) {
    event.preventDefault()
    show('failed')
  })
  document.addEventListener('DOMContentLoaded', function () {
    if (window.PublicKeyCredential) return
    show('missing')
    var button = document.querySelector('[data-passkey-button]')
    if (button) button.disabled = true
  })
})()
