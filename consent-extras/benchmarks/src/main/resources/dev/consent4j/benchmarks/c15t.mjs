// The c15t backend over HTTP, on the PostgreSQL of DATABASE_URL; says its port. Run by the part "c15t" of the benchmarks,
// in the folder in which npm has installed it.
import { createServer } from 'node:http';
import { c15tInstance } from '@c15t/backend';
import { kyselyAdapter } from '@c15t/backend/db/adapters/kysely';
import { migrator } from '@c15t/backend/db/migrator';
import { DB } from '@c15t/backend/db/schema';
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 16 });
const kysely = new Kysely({ dialect: new PostgresDialect({ pool }) });
const adapter = kyselyAdapter({ db: kysely, provider: 'postgresql' });
const migration = await migrator({ db: DB.client(adapter), schema: 'latest' });
await migration.execute?.();

const c15t = c15tInstance({ appName: 'benchmark', basePath: '/', adapter, trustedOrigins: ['https://www.example.org'],
  logger: { level: 'error' } });
const server = createServer(async (request, response) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const answer = await c15t.handler(new Request('http://' + request.headers.host + request.url, {
    method: request.method, headers: request.headers, body: chunks.length ? Buffer.concat(chunks) : undefined }));
  const body = Buffer.from(await answer.arrayBuffer());
  response.writeHead(answer.status, { 'content-type': 'application/json', 'content-length': body.length });
  response.end(body);
});
// Connections rest while the other server is loaded.
server.keepAliveTimeout = 600_000;
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
process.stdin.on('end', () => process.exit(0)).resume();
