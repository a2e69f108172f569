-- How the carrier connects a call to this number: it hears and speaks itself and asks by webhook (gather), it hears and speaks itself
-- over a socket (relay), or it sends the sound (stream).
alter table numbers add column line text not null default 'gather' check (line in ('gather', 'relay', 'stream'));
