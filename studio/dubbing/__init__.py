"""Dubbing: subtitles or a cue sheet in; speech that fits every slot, a track, a mix and a film out.

Files in data-flow order:

    encoding.py                 bytes → text, whatever they were saved as
    styling.py subtitles.py sheet.py
                                SRT, WebVTT, ASS, SSA; CSV and JSON → entries with their place in the file
    cue.py script.py            entries → cues: who says what and how; what is no speech set apart
    cast.py                     speakers → personas
    slots.py                    cues → the time each has, and the silence around it
    performance.py lines.py     how the original was spoken; slots, cast and directions → requests
    extent.py takes.py pacing.py
                                requests → takes as long as their slots, kept, so that a dub can go on
    fit.py stretch.py           takes → places in time
    track.py mix.py mux.py      one timeline, stems; ducked under the original; into the film
    report.py page.py           asked, achieved, factors
    dub.py                      all of it in order
    project.py                  a dub that a person works on, in a folder
"""
