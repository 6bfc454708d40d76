import { env } from "../env.ts";
import { describeError, log } from "../log.ts";

const CONNECT_TIMEOUT_MS = 5_000;
const ANSWER_TIMEOUT_MS = 8_000;

export interface Mail {
  /** One address, which is never read as a list or as a header. */
  to: string;
  subject: string;
  /** Plain text: what others chose in it, such as a name, is never markup. */
  text: string;
}

export type MailSent = "sent" | "failed" | "not-configured";

/**
 * Sends a mail over SMTP_URL, from SMTP_FROM, and waits until the server has taken it, or has not: never throws. What
 * went wrong is in the log, without the mail and without the settings.
 */
export async function sendMail(mail: Mail): Promise<MailSent> {
  const { smtpUrl, smtpFrom } = env();
  if (smtpUrl === null || smtpFrom === null) return "not-configured";
  const { createTransport } = await import("nodemailer");
  const transport = createTransport({
    url: smtpUrl,
    connectionTimeout: CONNECT_TIMEOUT_MS,
    greetingTimeout: CONNECT_TIMEOUT_MS,
    dnsTimeout: CONNECT_TIMEOUT_MS,
    socketTimeout: ANSWER_TIMEOUT_MS,
  });
  try {
    await transport.sendMail({
      from: smtpFrom,
      to: { name: "", address: mail.to },
      subject: oneLine(mail.subject),
      text: mail.text,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
    return "sent";
  } catch (error) {
    log.warn({ error: describeError(error) }, "a mail was not sent");
    return "failed";
  } finally {
    transport.close();
  }
}

/** A header is one line: whatever would begin another one becomes a space. */
export function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, " ");
}
