// Open a book in foliate-js, the engine of a reader in wide use, and tell as JSON what it shows.
//
//   node foliate.mjs BOOK.epub SCREENSHOTS
//
// The book is read by the engine alone; from us come only clicks and window sizes.
import { createServer } from 'node:http'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, extname, join, normalize } from 'node:path'
import { chromium } from 'playwright-core'

const [book, screenshots] = process.argv.slice(2)
const engine = dirname(createRequire(import.meta.url).resolve('foliate-js/view.js'))

const SCREENS = { phone: { width: 390, height: 844 }, tablet: { width: 820, height: 1180 } }
const TYPES = { '.js': 'text/javascript', '.epub': 'application/epub+zip', '.html': 'text/html' }
const PAGE = `<!DOCTYPE html><meta charset="utf-8"><title>Reader</title>
<style>
  :root { color-scheme: light dark }
  html, body { margin: 0; height: 100% }
  foliate-view { display: block; height: 100% }
  dialog { width: 70%; height: 30%; position: fixed; bottom: 1em; padding: 0 }
</style>
<script type="module">
  import '/view.js'
  import { FootnoteHandler } from '/footnotes.js'
  Object.assign(window, { FootnoteHandler, ready: true })
</script>`

// What the engine’s own reader asks of a book, notes that pop up hidden in the flow included.
const STYLES = `@namespace epub "http://www.idpf.org/2007/ops";
html { color-scheme: light dark }
aside[epub|type~="footnote"], aside[epub|type~="endnote"] { display: none }`

const server = createServer(async (request, response) => {
    const path = new URL(request.url, 'http://localhost').pathname
    const file = path === '/book.epub' ? book : join(engine, normalize(path))
    try {
        const body = path === '/' ? PAGE : await readFile(file)
        response.setHeader('Content-Type', path === '/' ? 'text/html' : TYPES[extname(file)] ?? 'text/plain')
        response.end(body)
    } catch {
        response.writeHead(404).end()
    }
})
await new Promise(resolve => server.listen(0, '127.0.0.1', resolve))
const address = `http://127.0.0.1:${server.address().port}/`

const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox'],
})
const page = await browser.newPage({ viewport: SCREENS.tablet })
const complaints = []
page.on('pageerror', error => complaints.push(String(error)))
page.on('request', request => {
    const url = request.url()
    if (!url.startsWith(address) && !/^(blob|data|about):/.test(url)) complaints.push(`fetched ${url}`)
})
await page.goto(address)
await page.waitForFunction('window.ready')

// Which section a place of the book lies in, and the words that follow it there.
await page.evaluate(async styles => {
    const file = new File([await (await fetch('/book.epub')).blob()], 'book.epub')
    const view = document.createElement('foliate-view')
    document.body.append(view)
    await view.open(file)
    view.renderer.setStyles?.(styles)
    await view.goTo(0)
    Object.assign(window, { view })
}, STYLES)

const told = await page.evaluate(async () => {
    const { book } = window.view
    const flat = (items, depth = 0) => (items ?? []).flatMap(item =>
        [{ label: item.label, href: item.href, depth }, ...flat(item.subitems, depth + 1)])
    const documents = await Promise.all(book.sections.map(section => section.createDocument()))
    const after = async href => {
        const { index, anchor } = await book.resolveHref(href)
        const found = anchor(documents[index])
        const range = documents[index].createRange()
        range.selectNodeContents(documents[index].body)
        if (found?.nodeType === 1) range.setStartAfter(found)
        return { index, found: found?.nodeType === 1, words: range.toString().trim().slice(0, 80) }
    }
    const resolved = async items =>
        await Promise.all(flat(items).map(async item => ({ ...item, ...await after(item.href) })))
    return {
        title: book.metadata.title,
        toc: await resolved(book.toc),
        landmarks: (book.landmarks ?? []).map(({ label, href, type }) => ({ label, href, type })),
        pages: await resolved(book.pageList),
        sections: documents.map(doc => doc.body.textContent),
    }
})

// A note, opened as a reader does: by a click on its mark.
const withMark = await page.evaluate(async () => {
    const { view } = window
    for (const [index, section] of view.book.sections.entries()) {
        const doc = await section.createDocument()
        const mark = doc.querySelector('a[role="doc-noteref"]')
        if (mark) return { index, id: mark.id, href: `${section.id}#${mark.id}`, text: mark.textContent }
    }
    return null
})
let note = null
if (withMark) {
    await page.evaluate(async href => {
        const { view, FootnoteHandler } = window
        const notes = new FootnoteHandler()
        notes.addEventListener('before-render', ({ detail }) => {
            const dialog = document.createElement('dialog')
            dialog.append(detail.view)
            document.body.append(dialog)
            dialog.show()
        })
        notes.addEventListener('render', ({ detail }) => {
            const [{ doc }] = detail.view.renderer.getContents()
            window.note = { type: detail.type, hidden: detail.hidden, words: doc.body.textContent.trim() }
        })
        view.addEventListener('link', event => notes.handle(view.book, event))
        await view.goTo(href)
    }, withMark.href)
    await page.waitForTimeout(300)
    const at = await page.evaluate(id => {
        const { doc } = window.view.renderer.getContents().find(({ doc }) => doc.getElementById(id))
        const frame = doc.defaultView.frameElement.getBoundingClientRect()
        const mark = doc.getElementById(id).getBoundingClientRect()
        return { x: frame.x + mark.x + mark.width / 2, y: frame.y + mark.y + mark.height / 2 }
    }, withMark.id)
    await page.mouse.click(at.x, at.y)
    await page.waitForFunction('window.note', null, { timeout: 10000 })
    note = { mark: withMark.text, ...await page.evaluate('window.note') }
    await page.screenshot({ path: join(screenshots, 'note.png') })
    await page.evaluate(() => document.querySelector('dialog').remove())
}

// What it looks like: the contents, and a page of running text.
const text = withMark?.index ?? 1
const contents = await page.evaluate(() =>
    window.view.book.sections.findIndex(section => section.id.endsWith('contents.xhtml')))
const colours = {}
for (const [screen, size] of Object.entries(SCREENS))
    for (const scheme of ['light', 'dark']) {
        await page.setViewportSize(size)
        await page.emulateMedia({ colorScheme: scheme })
        for (const [name, index] of Object.entries({ contents, text })) {
            await page.evaluate(index => window.view.goTo(index), index)
            await page.waitForTimeout(300)
            await page.screenshot({ path: join(screenshots, `${name}-${screen}-${scheme}.png`) })
        }
        colours[scheme] = await page.evaluate(() => {
            const [{ doc }] = window.view.renderer.getContents()
            const style = doc.defaultView.getComputedStyle(doc.querySelector('p'))
            return style.color
        })
    }

await browser.close()
server.close()
process.stdout.write(JSON.stringify({ ...told, note, colours, complaints }))
