"""The one place where publishing talks to hubs: by the guarded client that asks about links."""

from requests.structures import CaseInsensitiveDict

from publisher.links.urls import fetch_key
from publisher.model import Cause
from publisher.publish.pinging import PING_SECONDS, Ping, ping_body
from publisher.web.client import WebClient
from publisher.web.exchange import Exchange, WebPolicy
from publisher.web.failures import FAILURES, failure
from publisher.web.resolving import PrivateAddressError

_REASONS = {
    Cause.DNS: "its name isn't known",
    Cause.TIMEOUT: "it took too long",
    Cause.TLS: "its certificate is not in order",
    Cause.REFUSED: "nobody answers there",
    Cause.RESET: "it broke off",
}


class HubClient:
    """Tells hubs; a private address is refused unless `allow_private`."""

    def __init__(self, *, allow_private: bool) -> None:
        policy = WebPolicy(timeout_seconds=PING_SECONDS, allow_private=allow_private)
        self._client = WebClient(policy)
        self._user_agent = policy.user_agent

    def close(self) -> None:
        self._client.close()

    def send(self, ping: Ping, seconds: float) -> str | None:
        """Tell a hub; return what went wrong, None where it took it. Redirects aren't followed."""
        key = fetch_key(ping.hub)
        if key is None:
            return "this is no address of the web"
        body = ping_body(ping)
        headers = CaseInsensitiveDict(
            {
                "User-Agent": self._user_agent,
                "Content-Type": "application/x-www-form-urlencoded",
                "Content-Length": str(len(body)),
            }
        )
        try:
            answer = self._client.send("POST", key, headers, seconds, body)
            try:
                status = answer.status_code
            finally:
                answer.close()
        except PrivateAddressError:
            return "it is at a private address (--allow-private asks there, too)"
        except FAILURES as error:
            cause = failure(Exchange(key), error).cause
            return _REASONS.get(cause, "it doesn't answer") if cause else "it doesn't answer"
        return None if 200 <= status < 300 else f"it answers {status}"
