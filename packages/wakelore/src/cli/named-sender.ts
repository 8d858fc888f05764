/** An SDK that wasn't told a service calls it `unknown_service`, with the program behind. */
const UNNAMED = /^unknown_service(:|$)/

/** A service before what is told of it; nothing where none was named. */
export function namedSender(service: string | null): string {
  return service === null || service === '' || UNNAMED.test(service) ? '' : `${service}: `
}
