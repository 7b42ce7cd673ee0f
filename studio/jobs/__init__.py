"""Durable jobs: long work that survives restarts, done by worker processes.

job.py        what a job is            desk.py    where clients hand jobs in and steer them
kinds.py      the kinds of work        bench.py   where workers take them, and hand them back
speech.py     a long text              worker.py  one worker
audiobook.py  a book, in one job       crew.py    several, kept alive
book.py       the studio's books       dub.py dub_render.py  dubs, and the studio's
"""
