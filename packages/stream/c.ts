import { runCrashes } from './src/log.prove.crash.ts'
const t0=performance.now(); let crashes=0,events=0,faults=0
const from=Number(process.argv[2]??0), n=Number(process.argv[3]??100)
for (let s=from;s<from+n;s++){ try { const r=await runCrashes(s); crashes+=r.crashes; events+=r.events; faults+=r.faults } catch(e:any){ console.log('SEED',s,String(e.message).slice(0,400)); if(!e.message.includes('seed')) console.log(e.stack) } }
console.log({crashes,events,faults},performance.now()-t0)
