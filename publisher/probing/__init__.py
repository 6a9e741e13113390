"""`publisher probe`: what is said of each episode's audio, against what the audio says.

`measuring` asks files and the web, `comparing` decides, `writing` puts facts into front matter,
`text` shows it all.
"""

from publisher.probing.comparing import Known, Probed
from publisher.probing.measuring import known_audio, probe_episodes
from publisher.probing.text import render_probed
from publisher.probing.writing import write_facts

__all__ = ["Known", "Probed", "known_audio", "probe_episodes", "render_probed", "write_facts"]
