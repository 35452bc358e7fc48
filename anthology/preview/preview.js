'use strict'
// Shows the page anew when its sources have changed: in the same place, with what is new in it.

const BLOCKS = 'p, li, dt, dd, h1, h2, h3, h4, h5, h6, td, th, figcaption, pre, .line'
const blocks = () => [...document.body.querySelectorAll(BLOCKS)].filter(one => !one.closest('.preview'))
const styles = page => [...page.querySelectorAll('link[rel=stylesheet]')]
const isInView = one => {
  const { top, bottom } = one.getBoundingClientRect()
  return bottom > 0 && top < innerHeight
}

async function renew() {
  const response = await fetch(location.pathname, { cache: 'no-store' })
  const fresh = new DOMParser().parseFromString(await response.text(), 'application/xhtml+xml')
  const known = new Set(blocks().map(one => one.innerHTML))
  const { scrollY } = window
  document.title = fresh.title
  document.body.replaceChildren(...fresh.body.childNodes)
  scrollTo({ top: scrollY, behavior: 'instant' })
  const changed = blocks().filter(one => !known.has(one.innerHTML))
  for (const one of changed) one.classList.add('new')
  if (changed.length && !changed.some(isInView)) changed[0].scrollIntoView({ block: 'center' })
  for (const [at, link] of styles(fresh).entries()) {
    const shown = styles(document)[at]
    if (shown.getAttribute('href') !== link.getAttribute('href')) shown.replaceWith(link)
  }
  document.documentElement.dataset.version = version
}

let version = ''
const events = new EventSource('/events')
events.onmessage = event => {
  // The first tells what is shown already, unless the program was begun anew meanwhile.
  const isFirst = !version
  if (version === event.data) return
  version = event.data
  document.querySelector('.preview').classList.remove('lost')
  if (isFirst) document.documentElement.dataset.version = version
  else renew()
}
events.onerror = () => {
  document.querySelector('.preview').classList.add('lost')
  version ||= 'lost'
}
