"""Dubbing: subtitles or a cue sheet in; speech that fits every slot, a track, a mix and a video out.

Files in data-flow order:

    encoding.py                 bytes → text, whatever they were saved as
    subtitles.py sheet.py       SRT, WebVTT, ASS, SSA; CSV and JSON → entries with their place in the file
    script.py                   entries → cues: who says what and how; what is no speech set apart
    cast.py                     speakers → personas
    slots.py                    cues → the time each has, and the silence around it
    performance.py              the original recording → how each line is spoken
    fit.py stretch.py           cues spoken within their slots
    takes.py                    takes kept, so that a dub goes on where it stopped
    track.py mix.py mux.py      one timeline, stems; ducked under the original; into the video
    report.py                   asked, achieved, factors
    dub.py                      all of it in order
"""
