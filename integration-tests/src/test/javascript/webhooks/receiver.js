// Listens on loopback, verifies each delivery by every key given, and tells of it in a line of JSON.
//
// Keys: whsec_… by the library of Standard Webhooks; whpk_… , which the library does not know, by
// Node's own Ed25519.
import { createPublicKey, verify } from "node:crypto";
import { createServer } from "node:http";
import { Webhook } from "standardwebhooks";

// What RFC 8410 writes before the 32 bytes of an Ed25519 public key.
const X509_PREFIX = Buffer.from("302a300506032b6570032100", "hex");

function verifierOf(key) {
  return key.startsWith("whsec_") ? hmacVerifier(key) : ed25519Verifier(key);
}

function hmacVerifier(key) {
  const webhook = new Webhook(key);
  return (headers, body) => {
    try {
      webhook.verify(body, headers);
      return true;
    } catch {
      return false;
    }
  };
}

function ed25519Verifier(key) {
  const raw = Buffer.from(key.slice("whpk_".length), "base64");
  const publicKey = createPublicKey({
    key: Buffer.concat([X509_PREFIX, raw]),
    format: "der",
    type: "spki",
  });
  return (headers, body) => {
    const signed = `${headers["webhook-id"]}.${headers["webhook-timestamp"]}.${body}`;
    return headers["webhook-signature"]
      .split(" ")
      .filter((each) => each.startsWith("v1a,"))
      .some((each) =>
        verify(null, Buffer.from(signed), publicKey, Buffer.from(each.slice(4), "base64")),
      );
  };
}

const verifiers = process.argv.slice(2).map(verifierOf);

const server = createServer((request, response) => {
  const chunks = [];
  request.on("data", (chunk) => chunks.push(chunk));
  request.on("end", () => {
    const body = Buffer.concat(chunks).toString();
    const verified = verifiers.map((verifies) => verifies(request.headers, body));
    const forged = verifiers.map((verifies) => verifies(request.headers, `${body} `));
    console.log(JSON.stringify({ verified, forged, event: JSON.parse(body) }));
    response.writeHead(200).end();
  });
});
server.listen(0, "127.0.0.1", () => console.log(server.address().port));
