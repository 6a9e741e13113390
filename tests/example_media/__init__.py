"""Makes the example's audio, transcripts with times, pictures of chapters and portraits.

`python -m tests.example_media` needs flite and ffmpeg (`apt-get install flite ffmpeg`), and is run
only when the words change; what it makes is committed. The voices are a computer's.
"""
