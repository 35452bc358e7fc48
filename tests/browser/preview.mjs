// Look at the preview in Chromium, as an editor who saves, and tell as JSON what is to be seen.
//
//   node preview.mjs ADDRESS PAGE SCREENSHOTS < STEPS
//
// Steps, a line each: “goto PATH” opens another page, “scroll N” moves it, “wait VERSION” waits
// for a later one, after whoever runs this has saved, “examine” asks axe, “look” does nothing;
// each is answered by a line of JSON.
import { createInterface } from 'node:readline'
import { join } from 'node:path'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { chromium } from 'playwright-core'

const [address, page, screenshots] = process.argv.slice(2)
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ['--no-sandbox'] })
const tab = await browser.newPage({ viewport: { width: 1000, height: 800 } })
const faults = []
tab.on('pageerror', fault => faults.push(String(fault)))
tab.on('console', said => { if (said.type() === 'error') faults.push(said.text()) })

const axe = await readFile(createRequire(import.meta.url).resolve('@daisy/axe-core-for-ace/axe.min.js'), 'utf8')
const shown = () => tab.evaluate(() => ({
  title: document.title,
  version: document.documentElement.dataset.version ?? '',
  frame: document.querySelector('.preview').innerText,
  text: [...document.body.children].filter(one => !one.matches('.preview')).map(one => one.innerText).join('\n'),
  fresh: [...document.querySelectorAll('.new')].map(one => one.innerText),
  inView: [...document.querySelectorAll('.new')].some(one => {
    const { top, bottom } = one.getBoundingClientRect()
    return bottom > 0 && top < innerHeight
  }),
  scroll: scrollY,
  pictures: [...document.images].map(one => one.naturalWidth),
  face: document.fonts.check('16px "EB Garamond"'),
}))
const violations = async () => {
  await tab.evaluate(axe)
  const { violations } = await tab.evaluate(() => axe.run())
  return violations.map(one => `${one.id}: ${one.nodes[0].html}`)
}
// Not waitForFunction: it evaluates strings, which the policy of the pages forbids.
const laterThan = async version => {
  const now = () => tab.evaluate(() => document.documentElement.dataset.version ?? '')
  while ((await now()) === version) await tab.waitForTimeout(50)
}
const open = async path => {
  await tab.goto(address + path)
  await laterThan('')
}

await open(page)
let number = 0
for await (const line of createInterface({ input: process.stdin })) {
  const [word, rest] = line.split(' ')
  if (word === 'goto') await open(rest)
  if (word === 'scroll') await tab.evaluate(to => scrollTo({ top: +to, behavior: 'instant' }), rest)
  if (word === 'wait') await laterThan(rest)
  await tab.screenshot({ path: join(screenshots, `${++number}.png`) })
  const axeSays = word === 'examine' ? await violations() : []
  console.log(JSON.stringify({ ...(await shown()), faults, violations: axeSays }))
}
await browser.close()
